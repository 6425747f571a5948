/** The admin's own Vietnamese messages; words of kinds, fields and links come from the model instead. */
export const vi = {
  lg: {
    menu: { explorer: 'Khám phá', language: 'Ngôn ngữ' },
    error: {
      screen: 'Màn hình gặp lỗi. Hãy tải lại trang.',
      NOT_FOUND: 'Mục này không còn nữa; có thể đã bị xóa.',
      CONFLICT: 'Mục này vừa được người khác sửa.',
      BAD_USER_INPUT: 'Hệ thống không nhận dữ liệu này.',
      UNAVAILABLE: 'Cơ sở dữ liệu tạm thời không phục vụ được. Hãy thử lại sau ít phút.',
      UNREACHABLE: 'Không kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại.',
      TOO_COMPLEX: 'Yêu cầu này quá lớn. Hãy thu hẹp lại.',
      RATE_LIMITED: 'Có quá nhiều yêu cầu cùng lúc. Hãy chờ một lát rồi thử lại.',
      unexpected: 'Máy chủ gặp lỗi ngoài dự kiến. Hãy thử lại.',
      unexpectedWithId:
        'Máy chủ gặp lỗi ngoài dự kiến. Hãy thử lại; nếu vẫn lỗi, hãy báo cho người quản trị mã %{id}.',
    },
  },
}
