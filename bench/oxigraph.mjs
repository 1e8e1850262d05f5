// SPDX-License-Identifier: GPL-3.0-or-later
// oxigraph.mjs WORK DATA RUNS QUERY…: answer each query RUNS times with the npm
// package oxigraph of WORK/node_modules and print `NAME SECONDS` for each run but
// the first.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
const [work, data, runs, ...queries] = process.argv.slice(2)
const oxigraph = createRequire(`${work}/`)('oxigraph')
const store = new oxigraph.Store()
store.load(readFileSync(data, 'utf8'), { format: 'application/n-triples', unchecked: true })
for (const path of queries) {
  const query = readFileSync(path, 'utf8')
  const form = /^\s*(CONSTRUCT|DESCRIBE)\b/im.test(query)
  const results_format = form ? 'application/n-triples' : 'application/sparql-results+json'
  for (let run = 0; run < Number(runs); ++run) {
    const begin = process.hrtime.bigint()
    try {
      store.query(query, { results_format })
    } catch (error) {
      console.error(`oxigraph: ${path}: ${error}`)
      break
    }
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9
    if (run > 0) console.log(basename(path, '.rq'), seconds.toFixed(6))
  }
}
