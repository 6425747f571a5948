/** What was asked for by its id has been merged into another node. */
export class MergedAway extends Error {
  override readonly name = 'MergedAway'
  /** The id of the node that it went into. */
  readonly into: string

  constructor(into: string) {
    super(`It was merged into ${into}`)
    this.into = into
  }
}
