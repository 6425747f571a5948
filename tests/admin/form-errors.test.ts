import { describe, expect, it } from 'vitest'
import { sayError } from '../../admin/data/errors.ts'
import { ApiError } from '../../admin/data/graphql.ts'
import { createI18nProvider } from '../../admin/i18n/provider.ts'
import { formErrors } from '../../admin/resources/form-errors.ts'
import { Vessel, made } from './made-up.ts'

const { translate } = createI18nProvider(made)
const refused = (...paths: string[]) =>
  new ApiError('', { code: 'BAD_USER_INPUT', fields: paths.map((path) => ({ path, reason: 'API talk' })) })

describe('what the service refused', () => {
  it('stands under its input, in the person’s words', () => {
    const errors = formErrors(
      Vessel,
      refused('input.label.vi', 'input.label', 'input.crew', 'input.evidence.0.mention'),
      'vi',
      translate,
    )
    expect(Object.keys(errors)).toEqual(['label', 'crew', 'evidence'])
    expect(errors['crew']).toContain('từ 1 đến 99')
    expect(errors['evidence']).toMatchObject({ 0: { mention: expect.any(String) as string } })
    expect(JSON.stringify(errors)).not.toContain('API talk')
  })

  it('is one sentence where no input is to blame', () => {
    expect(formErrors(Vessel, refused('input.nothing'), 'vi', translate)).toHaveProperty('root.serverError')
    expect(sayError(new ApiError('', { code: 'UNEXPECTED', errorId: 'e-1' }), translate)).toContain('e-1')
  })

  it('tells a database that is away from one that others keep busy', () => {
    const said = (details: { heldUp?: boolean }) =>
      sayError(new ApiError('', { code: 'UNAVAILABLE', ...details }), translate)
    expect(said({})).toMatch(/^Cơ sở dữ liệu tạm thời chưa phục vụ được/)
    expect(said({ heldUp: true })).toMatch(/^Người khác đang ghi nhiều dữ liệu/)
  })
})
