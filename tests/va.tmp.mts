import neo4j from 'neo4j-driver'
import { readFileSync } from 'node:fs'
import { execSync } from 'node:child_process'
import { byId } from './bench/workloads/by-id.ts'
import { page } from './bench/workloads/page.ts'
const which = process.argv[2]!
const ours = readFileSync(`/tmp/lead/${which}.cypher`, 'utf8')
const W = which === 'byid' ? byId : page
const ps = JSON.parse(readFileSync(`/tmp/lead/h-${which}.json`, 'utf8')) as any[]
const d = neo4j.driver(process.env.NEO4J_URI!, neo4j.auth.basic(process.env.NEO4J_USER!, process.env.NEO4J_PASSWORD!), { disableLosslessIntegers: true })
const jpid = execSync('pgrep -f "^java @/work/main/tests/bench/.data"').toString().trim()
const cpu = (pid: string | number) => { const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '); return (Number(f[11]) + Number(f[12])) * 10000 }
const limits = which === 'byid' ? { p1: 6n, p2: 6n, p3: 6n, p4: 2n, p5: 6n, p6: 4n, p7: 4n, p8: 6n, p9: 6n } : { p1: 26n, p2: 11n, p3: 11n, p4: 11n }
const row = (p: any) => ({ p0: p.id ?? p.since, i: 0 })
const nohint = ours.replace(/ USING INDEX \w+:\w+\(\w+\)/g, '')
const expand = ours.replace(/ USING INDEX \w+:\w+\(\w+\) WHERE (\w+)\.ends\w* > (\w+)\.id \+ '.' AND \w+\.ends\w* < \w+\.id \+ '.' WITH (\w+), (\w+) ORDER BY \w+\.ends\w*/g, ' WITH $3, $4 ORDER BY $4.id')
const expandEnds = ours.replace(/ USING INDEX \w+:\w+\(\w+\) WHERE (\w+)\.ends\w* > (\w+)\.id \+ '.' AND \w+\.ends\w* < \w+\.id \+ '.' WITH (\w+), (\w+) ORDER BY /g, ' WITH $3, $4 ORDER BY ')
const flat = (t: string) => t.replace(/RETURN \[\[([^\]\[]*)\]\] \}/g, 'RETURN [$1] }')
const lit = Object.entries(limits).reduce((t, [k, v]) => t.replace(new RegExp(`\\$${k}\\b`), String(v)), ours)
const o = (t: string): [string, (p: any) => any] => [t, (p) => ({ ...limits, rows: [row(p)] })]
const single = ours.replace('UNWIND $rows AS row ', 'WITH $rows[0] AS row ')
const many = (n: number): [string, (p: any, i: number) => any] => [ours, (p, i) => ({ ...limits, rows: Array.from({ length: n }, (_, k) => ({ ...row(ps[(i * n + k) % ps.length]), i: k })) })]
const variants: Record<string, [string, (p: any, i: number) => any]> = { hand: [W.statement as string, (p) => p], ours: o(ours), expand: o(expand), expandEnds: o(expandEnds), flat: o(flat(flat(ours))), lit: [lit, (p) => ({ rows: [row(p)] })], ours8: many(8) }
if (process.argv[3] === 'show') console.log(expand)
const sums: Record<string, number[][]> = {}
const clients = Number(process.argv[3] ?? 1)
for (let round = 0; round < 5; round++) for (const [name, [t, make]] of Object.entries(variants)) {
  const j0 = cpu(jpid), n0 = cpu('self'), t0 = performance.now(); let n = 0; let i = Math.floor(Math.random() * ps.length)
  await Promise.all(Array.from({ length: clients }, async () => { while (performance.now() - t0 < 2500) { const s = d.session({ database: 'neo4j', defaultAccessMode: 'READ' }); i++; await s.run(t, make(ps[i % ps.length], i)); await s.close(); n++ } }))
  if (round > 0) (sums[name] ??= []).push([n / 2.5, (cpu('self') - n0) / n, (cpu(jpid) - j0) / n])
}
for (const [name, rows] of Object.entries(sums)) console.log(name.padEnd(10), 'rps', rows.map((r) => r[0]!.toFixed(0)).join(' '), 'node', rows.map((r) => r[1]!.toFixed(0)).join(' '), 'neo4j', rows.map((r) => r[2]!.toFixed(0)).join(' '))
await d.close()
