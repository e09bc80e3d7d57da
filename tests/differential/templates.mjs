// SPDX-License-Identifier: MIT
// The template engine against npm nunjucks 3.2.4: the same templates, the same contexts, the same bytes.
//
//     node tests/differential/templates.mjs BUILD/tests/render-template
//
// Snippets.mjs (one construct each), every fixture of GOV.UK Frontend, every component of MOJ Frontend with the
// arguments of moj.mjs, and our own templates. Where a snippet is wrong, both engines must refuse it.
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { snippets } from './snippets.mjs'
import { components as moj } from './moj.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const require = createRequire(join(root, 'web/package.json'))
const nunjucks = require('nunjucks')
const govuk = join(root, 'web/node_modules/govuk-frontend/dist')
const moj_folder = join(root, 'web/node_modules/@ministryofjustice/frontend')

const camel = (name) => name.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join('')

function upstream_cases() {
  const templates = {}
  const cases = []
  const components = join(govuk, 'govuk/components')
  for (const component of readdirSync(components)) {
    const file = join(components, component, 'fixtures.json')
    if (!existsSync(file)) continue
    const macro = `govuk${camel(component)}`
    const name = `fixtures/${component}.njk`
    templates[name] = `{% from "govuk/components/${component}/macro.njk" import ${macro} %}{{ ${macro}(params) }}`
    for (const fixture of JSON.parse(readFileSync(file, 'utf8')).fixtures)
      cases.push({ label: `govuk ${component}: ${fixture.name}`, name, context: { params: fixture.options } })
  }
  for (const [component, params] of moj) {
    const macro = `moj${camel(component)}`
    const name = `moj-fixtures/${component}.njk`
    templates[name] = `{% from "moj/components/${component}/macro.njk" import ${macro} %}{{ ${macro}(params) }}`
    cases.push({ label: `moj ${component}`, name, context: { params } })
  }
  templates['moj-fixtures/interruption.njk'] =
    '{% from "moj/components/interruption-card/macro.njk" import interruptionCard %}' +
    '{% call interruptionCard(params) %}<p>{{ params.heading }}</p>{% endcall %}'
  cases.push({ label: 'moj interruption-card', name: 'moj-fixtures/interruption.njk',
    context: { params: { heading: 'Stop <now>', primaryAction: { text: 'On', href: '/on' } } } })
  cases[0].templates = templates
  return cases
}

// Our own templates know nothing of a context here; what matters is that both engines read and draw them alike.
function own_cases() {
  const templates = {}
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) visit(path)
      else if (entry.name.endsWith('.njk'))
        templates[name_of(path.slice(root.length + 1))] = readFileSync(path, 'utf8')
    }
  }
  visit(join(root, 'src'))
  const cases = Object.keys(templates).map((name) => ({ label: name, name, context: { rows: [], items: [] }, fails: 'perhaps' }))
  if (cases.length > 0) cases[0].templates = templates
  return cases
}

// As template_name in platform/html/shipped_templates.h.
function name_of(path) {
  const [, room, file] = /^src\/(.*)\/templates\/(.*)$/.exec(path)
  return `${room === 'platform/html' ? 'frames' : room.split('/').at(-1)}/${file}`
}

function snippet_cases() {
  return snippets.map(({ text, context = {}, ...rest }) => ({
    label: text,
    templates: { main: text, ...(rest.with ?? {}) },
    name: 'main',
    context,
    fails: rest.fails ?? false
  }))
}

class Listed extends nunjucks.Loader {
  texts = {}
  getSource(name) {
    return name in this.texts ? { src: this.texts[name], path: name, noCache: true } : null
  }
}

// Nunjucks resolves "./x" against the path of a file, so both sorts of loader need names relative to one root.
class Files extends nunjucks.Loader {
  getSource(name) {
    for (const folder of [govuk, moj_folder]) {
      const path = join(folder, name)
      if (existsSync(path)) return { src: readFileSync(path, 'utf8'), path: name, noCache: false }
    }
    return null
  }
  resolve(from, to) {
    return join(dirname(from), to)
  }
}
Listed.prototype.resolve = Files.prototype.resolve

function theirs(cases) {
  const listed = new Listed()
  const environment = new nunjucks.Environment([listed, new Files()],
    { autoescape: true, trimBlocks: true, lstripBlocks: true })
  environment.addGlobal('t', (key) => `<${key}>`)
  return cases.map(({ templates, name, context }) => {
    if (templates) {
      listed.texts = templates
      environment.invalidateCache()
    }
    try {
      return { page: environment.render(name, context) }
    } catch (failure) {
      return { error: failure.message }
    }
  })
}

function ours(cases, program) {
  const input = cases.map(({ templates, name, context }) => JSON.stringify({ templates, name, context })).join('\n')
  const run = spawnSync(program, [govuk, moj_folder], { input, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.status !== 0) throw new Error(`${program} ended with ${run.status ?? run.signal}: ${run.stderr}`)
  return run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line))
}

let wrong = 0
let same = 0
for (const cases of [snippet_cases(), upstream_cases(), own_cases()]) {
  const theirs_all = theirs(cases)
  const ours_all = ours(cases, process.argv[2])
  cases.forEach((one, i) => {
    const [their, our] = [theirs_all[i], ours_all[i]]
    const alike = their.error !== undefined || our.error !== undefined
      ? their.error !== undefined && our.error !== undefined && one.fails
      : their.page === our.page && one.fails !== true
    if (alike) return void (same += 1)
    wrong += 1
    console.log(`DIFFERS ${one.label}\n  nunjucks ${JSON.stringify(their)}\n  kith     ${JSON.stringify(our)}`)
  })
}
console.log(`${same} alike, ${wrong} differ`)
process.exit(wrong === 0 && same > 0 ? 0 : 1)
