import { createHash } from 'node:crypto'
import { refusal } from '../access/guard.ts'
import { isAtLeast } from '../access/principal.ts'
import type { Principal, Role } from '../access/principal.ts'
import { pagePolicy } from './headers.ts'

const firstQuery = `# Which lessons cite Directive 05, and on which words?
{
  lessons(filter: { cites: { some: { number: { eq: "05" }, form: { eq: DIRECTIVE } } } }) {
    nodes {
      title
      cites(filter: { number: { eq: "05" } }) {
        edges { node { title } evidence { mention passage { ordinal } } }
      }
    }
  }
}
`

interface Page {
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * GraphiQL for browsers, to whoever has the role; null for requests that are no visits of a page.
 * @throws ClientError UNAUTHENTICATED or FORBIDDEN.
 */
export function createGraphiql(
  role: Role,
): (request: Request, principal: Principal) => Promise<Response | null> {
  let page: Promise<Page> | undefined
  return async ({ method, headers }, principal) => {
    if (method !== 'GET' || !(headers.get('accept') ?? '').includes('text/html')) return null
    if (!isAtLeast(principal.role, role)) throw refusal(principal, role, 'GraphiQL')
    page ??= render()
    const { html, headers: own } = await page
    return new Response(html, { headers: own })
  }
}

async function render(): Promise<Page> {
  // Several megabytes of text, which most services never send.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const html = renderGraphiQL({ title: 'Lesson Graph', defaultQuery: firstQuery, endpoint: '/graphql' })
  const opened = '<script>'
  const begin = html.indexOf(opened) + opened.length
  const script = html.slice(begin, html.lastIndexOf('</script>'))
  // Browsers read line ends as one character before they take the hash.
  const hash = createHash('sha256').update(script.replace(/\r\n?/g, '\n')).digest('base64')
  return {
    html,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy(`'sha256-${hash}'`),
      'cache-control': 'no-cache',
    },
  }
}
