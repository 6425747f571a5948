import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import { lookup } from 'mrmime'
import { pagePolicy } from './headers.ts'

const policy = pagePolicy()

/** Serves the built admin: names with a hash in them for good, the rest checked each time. */
export function adminFiles(folder: string): (request: Request) => Promise<Response | null> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const path = pathOf(new URL(request.url).pathname)
    const content = path === null ? null : await contentOf(join(folder, path))
    if (path === null || content === null) return null
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`
    const headers = {
      'content-type': contentType(path),
      'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': policy,
      etag,
    }
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), { headers })
  }
}

/** A file's path below the folder; null when it would lead out of it. */
function pathOf(pathname: string): string | null {
  try {
    const decoded = decodeURIComponent(pathname)
    if (decoded.includes('\0')) return null
    const path = normalize(decoded === '/' ? '/index.html' : decoded).slice(1)
    return path.startsWith('..') ? null : path
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

async function contentOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null
    throw error
  }
}

function contentType(path: string): string {
  const type = lookup(path) ?? 'application/octet-stream'
  return type.startsWith('text/') || type.endsWith('javascript') ? `${type}; charset=utf-8` : type
}
