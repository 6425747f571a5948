import type { Words } from '../model/index.ts'

/** What is written down about who may do what, and what people call it. */
export const AUDIT_ACTIONS = {
  SIGN_IN: { vi: 'Đăng nhập', en: 'Sign-in' },
  SIGN_OUT: { vi: 'Đăng xuất', en: 'Sign-out' },
  SIGN_OUT_EVERYWHERE: { vi: 'Đăng xuất khỏi mọi nơi', en: 'Sign-out everywhere' },
  END_SESSION: { vi: 'Kết thúc phiên đăng nhập', en: 'Session ended' },
  CHANGE_PASSWORD: { vi: 'Đổi mật khẩu', en: 'Password change' },
  CREATE_PERSON: { vi: 'Thêm người dùng', en: 'Person added' },
  UPDATE_PERSON: { vi: 'Sửa tài khoản', en: 'Account changed' },
  REMOVE_PERSON: { vi: 'Xóa tài khoản', en: 'Account removed' },
  LINK_PERSON: { vi: 'Gắn với tài khoản của cơ quan', en: 'Linked to the organisation’s account' },
  CREATE_API_KEY: { vi: 'Tạo khóa API', en: 'API key made' },
  REVOKE_API_KEY: { vi: 'Thu hồi khóa API', en: 'API key revoked' },
  REQUEST: { vi: 'Yêu cầu', en: 'Request' },
  USE_SESSION: { vi: 'Dùng phiên đăng nhập', en: 'Use of a session' },
  USE_API_KEY: { vi: 'Dùng khóa API', en: 'Use of an API key' },
  OTHER_REFUSALS: { vi: 'Các lần từ chối khác', en: 'Other refusals' },
} as const satisfies Readonly<Record<string, Words>>

export type AuditAction = keyof typeof AUDIT_ACTIONS

export const auditActions = Object.keys(AUDIT_ACTIONS) as readonly AuditAction[]

export const AUDIT_OUTCOMES = {
  DONE: { vi: 'Đã thực hiện', en: 'Done' },
  REFUSED: { vi: 'Bị từ chối', en: 'Refused' },
} as const satisfies Readonly<Record<string, Words>>

export type AuditOutcome = keyof typeof AUDIT_OUTCOMES

export const auditOutcomes = Object.keys(AUDIT_OUTCOMES) as readonly AuditOutcome[]
