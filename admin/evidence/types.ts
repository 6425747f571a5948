/** A passage as the evidence of a claim names it; its text is null where only its hash is kept. */
export interface Passage {
  readonly id: string
  readonly ordinal: number
  readonly length: number
  readonly text: string | null
  readonly source: { readonly id: string; readonly title: string }
}

/** Words of a passage that a node or a link rests on, as the API reads them. */
export interface Evidence {
  readonly id: string
  readonly mention: string
  readonly start: number | null
  readonly end: number | null
  readonly note: string | null
  readonly passage: Passage
}

/** As much of a piece of evidence as a list needs; its surroundings are shown where the text was read. */
export interface ShownEvidence extends Pick<Evidence, 'id' | 'mention' | 'start' | 'note'> {
  readonly passage: Pick<Passage, 'id' | 'ordinal' | 'source'> & { readonly text?: string | null }
}

/** One piece of evidence in a form. */
export interface EvidenceDraft {
  readonly passageId: string | null
  readonly mention: string
  readonly start: number | null
  readonly note: string
}

/** What the API takes for one piece. */
export interface EvidenceValue {
  readonly passageId: string
  readonly mention: string
  readonly start: number | null
  readonly note: string | null
}
