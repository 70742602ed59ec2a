import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTexts } from '../words/src/catalogues.ts'
import { HOLE, looseTexts, saidAtLoad } from './loose-texts.ts'

/** What looks like a text and is none, and why. */
const noTexts: Readonly<Record<string, string>> = {
  [`Bearer ${HOLE}`]: 'a header',
  '"Hanken Grotesk Variable", "Vazirmatn Variable", system-ui, sans-serif': 'fonts',
  'Verdana, "DejaVu Sans", sans-serif': 'fonts',
  '0 solid transparent': 'a border',
  '; Secure': 'of a cookie',
  Ctrl: 'printed on the key',
  Shift: 'printed on the key',
}

const root = join(import.meta.dirname, '../web/src')
const paths = globSync('**/*.{ts,tsx}', { cwd: root }).filter((path) => !/\.test\.tsx?$|(?:^|\/)test\//.test(path))
const sources = new Map(paths.toSorted().map((path) => [path, readFileSync(join(root, path), 'utf8')]))

const keys = [...readTexts('en').keys()]
/** A catalogue's key, also one that is put together: `happened.${action}`. */
const isKey = (text: string): boolean =>
  keys.includes(text) || (/^\w+\..*…/.test(text) && keys.some((key) => key.startsWith(text.slice(0, text.indexOf(HOLE)))))

test('no text that people see stands outside the catalogues', () => {
  const loose = [...sources].flatMap(([path, source]) => looseTexts(path, source, isKey).map((text) => `${path}:${text}`))
  assert.deepEqual(
    loose.filter((it) => noTexts[it.replace(/^[^:]*:\d+: /, '')] === undefined),
    [],
  )
})

test('no text is said while a module is loaded: the texts come after the code', () => {
  assert.deepEqual(saidAtLoad(sources), [])
})

test('looseTexts: what people see, and not what only code reads', () => {
  const loose = (source: string) => looseTexts('page.tsx', source, (text) => text === 'visit.title').map((it) => it.replace(/^\d+: /, ''))
  const seen = {
    'const a = <p>Ready</p>': 'Ready',
    'const a = <b>{n} more</b>': 'more',
    'const a = <Note label={n > 1 ? `${n} left` : t("visit.title")} />': '… left',
    'const a = <Note action="Save the change" />': 'Save the change',
    'toast({ text: "joined" })': 'joined',
    'const words = { READY: "Sound only" } as const': 'Sound only',
    'const title = (name: string) => `(${name} ahead)`': '(… ahead)',
    'useTitle("Not found · MedConsult")': 'Not found · MedConsult',
    'const day = "Today"': 'Today',
  }
  for (const [source, text] of Object.entries(seen)) assert.deepEqual(loose(source), [text], source)
  const unseen = [
    'import { a } from "./Words of/a.ts"',
    'const a = <p className="row wide" style={{ margin: "0 auto" }}>MedConsult · {t("visit.title")}</p>',
    'const a = <Note title={t("visit.title")} label="visit.title" tone="danger" />',
    'throw new TypeError("No such row")',
    'assert(row, "No such row"); console.error("No such row")',
    'if (key === "Escape") close()',
    'const styles = { transform: `translateY(${by}px)`, "In a call": 1 }',
    'type Word = "Sound only" | `${number} left`',
    'useTitle(`${title} · MedConsult`)',
  ]
  for (const source of unseen) assert.deepEqual(loose(source), [], source)
})

test('saidAtLoad: by a constant, also through a function of another file, and not by a function that is called later', () => {
  const said = saidAtLoad(
    new Map([
      [
        'a/row.ts',
        "import { t } from '../ui/words/text.ts'\nexport const rowWords = () => t('a.b')\nexport const make = () => ({ say: () => t('a.b') })",
      ],
      ['a/early.ts', "import { t } from '../ui/words/text.ts'\nconst a = t('a.b')\nconst table = ['a.b'].map((key) => t(key))"],
      ['early.tsx', "import { rowWords as say } from './a/row.ts'\nconst words = <p>{say()}</p>"],
      ['late.tsx', "import { make, rowWords } from './a/row.ts'\nconst made = make()\nexport function Row() {\n  return rowWords()\n}"],
    ]),
  )
  assert.deepEqual(
    said,
    ['a/early.ts:2: t()', 'a/early.ts:3: t()', 'early.tsx:2: say()'].map((it) => it.replace('say', 'rowWords')),
  )
})
