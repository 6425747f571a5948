/** Vietnamese messages about what others change while a page is open. */
export const liveVi = {
  live: {
    changed: '%{who} vừa sửa mục này lúc %{when}.',
    deleted: '%{who} vừa xóa mục này lúc %{when}.',
    quoted: '%{who} vừa thay đổi căn cứ trích từ đoạn này lúc %{when}.',
    owned: '%{who} vừa thay đổi nội dung thuộc mục này lúc %{when}.',
    links: '%{who} vừa thay đổi liên kết của mục này lúc %{when}.',
    list: '%{who} vừa thay đổi dữ liệu trong danh sách này lúc %{when}.',
    graph: '%{who} vừa thay đổi dữ liệu lúc %{when}.',
    log: '%{who} vừa có thay đổi mới lúc %{when}.',
    undone: '%{who} vừa hoàn tác lần thay đổi này lúc %{when}.',
    canvas: '%{who} vừa thay đổi nội dung trên sơ đồ này lúc %{when}.',
    compared: '%{who} vừa thay đổi dữ liệu lúc %{when}; kết quả so sánh chưa gồm thay đổi đó.',
    typed: 'Nội dung đang nhập vẫn còn nguyên.',
    see: 'Xem bản mới',
    seeHistory: 'Xem lịch sử',
  },
}
