import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import proxyAddr from 'proxy-addr'

/** Whether a proxy with this address, the last being 0, is believed. */
export type Trust = (address: string, distance: number) => boolean

export const TRUST_FORM =
  'must be a number of proxies, or addresses, ranges (10.0.0.0/8), loopback or uniquelocal with commas between'

/**
 * What a setting says of whom to believe.
 * @returns null where it does not say it as it must.
 */
export function trustOf(setting: string): Trust | null {
  if (/^\d{1,2}$/.test(setting)) return (_address, distance) => distance < Number(setting)
  try {
    return proxyAddr.compile(setting.split(',').map((one) => one.trim()))
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Where a request comes from, and where its sender has sent it. */
export interface Sender {
  readonly address: string
  readonly protocol: 'http' | 'https'
  /** Undefined where the request names none. */
  readonly host: string | undefined
}

/**
 * Who has sent a request, as far as proxies that are believed tell: anybody can send the headers by which they do. A
 * connection that is gone has no address any more.
 * @param trust undefined: nobody is believed.
 */
export function senderOf(request: IncomingMessage, trust: Trust | undefined): Sender {
  const { socket, headers } = request
  const last = socket.remoteAddress ?? 'unknown'
  if (trust?.(last, 0) !== true) return { address: last, protocol: 'http', host: headers.host }
  const address = proxyAddr(request, trust)
  return {
    address: isIP(address) === 0 ? last : address,
    protocol: first(headers['x-forwarded-proto']) === 'https' ? 'https' : 'http',
    host: first(headers['x-forwarded-host']) ?? headers.host,
  }
}

/** What the first of several proxies has said. */
const first = (header: string | string[] | undefined): string | undefined =>
  header?.toString().split(',')[0]?.trim().toLowerCase()
