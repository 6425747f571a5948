/** The words that a node or a link rests on, as an editor or a file gives them. */
export interface EvidenceInput {
  readonly passageId: string
  /** The few words, exactly as the passage has them. */
  readonly mention: string
  /** Where the mention starts in the passage's NFC, trimmed text, in UTF-16 code units; null when not known. */
  readonly start: number | null
  readonly note: string | null
}

export type LinkStatus = 'PROPOSED' | 'ACCEPTED' | 'DISPUTED'

export interface NodeFact {
  readonly kind: string
  readonly id: string
  /** By field name of the model; localized text as `{ vi, en }`, a reference as the id it points to. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly evidence: readonly EvidenceInput[]
}

export interface LinkFact {
  /** Where a file names none, one that can be read is made from its type and ends. */
  readonly id?: string
  readonly type: string
  readonly from: string
  readonly to: string
  readonly note: string | null
  /** From 0 to 1. */
  readonly confidence: number | null
  readonly status: LinkStatus
  readonly evidence: readonly EvidenceInput[]
}

/** A source's facts, ready to be checked against the model and written as one change set. */
export interface Facts {
  readonly nodes: readonly NodeFact[]
  readonly links: readonly LinkFact[]
}
