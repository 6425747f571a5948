/** Under what load a workload is measured. */
export interface Mode {
  readonly clients: number
  /** Hot asks the same 100 questions again and again; cold never the same one twice while the graph stays as it is. */
  readonly hot: boolean
}

export const HOT_REQUESTS = 100

export const ONE_COLD: Mode = { clients: 1, hot: false }
export const ONE_HOT: Mode = { clients: 1, hot: true }
export const MANY_COLD: Mode = { clients: 16, hot: false }
export const MANY_HOT: Mode = { clients: 16, hot: true }

export const nameOf = ({ clients, hot }: Mode): string =>
  `${clients} ${clients === 1 ? 'client' : 'clients'}, ${hot ? 'hot' : 'cold'}`
