import { posix } from 'node:path'
import { parseSync, type ESTree } from 'vite'

type Node = ESTree.Node
type Program = ESTree.Program

/** A source file, parsed. */
export function parse(path: string, source: string): Program {
  const { program, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`)
  return program
}

/** Visits every node that is no type, with those around it, the innermost last. */
function walk(node: Node, visit: (node: Node, around: readonly Node[]) => void, around: readonly Node[] = []): void {
  visit(node, around)
  for (const [name, value] of Object.entries(node)) {
    // Of TypeScript's own nodes only the expression is code: `… as const`.
    if (node.type.startsWith('TS') && name !== 'expression') continue
    for (const child of [value].flat() as unknown[]) if (isNode(child)) walk(child, visit, [...around, node])
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

const lineOf = (source: string, { start }: Node): number => source.slice(0, start).split('\n').length

/** What stands for a value in a template. */
export const HOLE = '…'

/** Attributes and properties that people read or have read to them. */
const shownNames = new Set(
  `title label placeholder alt description lead hint detail summary caption text word error busyLabel stayLabel goLabel
  aria-label aria-description aria-roledescription aria-valuetext`.split(/\s+/),
)
/** Attributes whose values have spaces, but no words. */
const drawn = new Set(['className', 'd', 'points', 'transform', 'viewBox', 'rel', 'allow', 'style'])
/** Calls that take what is meant for programmers or the browser. */
const notSaid = /^(?:assert|console|querySelector|querySelectorAll|matchMedia)$/

/** The texts in a file that people may see although no catalogue has them, with their lines. Keys of catalogues are not meant. */
export function looseTexts(path: string, source: string, isKey: (text: string) => boolean): string[] {
  const found: string[] = []
  walk(parse(path, source), (node, around) => {
    const text = textOf(node)
    const words = text?.replaceAll('MedConsult', '') ?? ''
    if (text === undefined || !/\p{L}/u.test(words) || isKey(text) || isForCode(node, around)) return
    if (node.type === 'JSXText' || isShown(node, around) || looksSaid(words))
      found.push(`${lineOf(source, node)}: ${text.trim().replaceAll(/\s+/g, ' ')}`)
  })
  return found
}

function textOf(node: Node): string | undefined {
  if (node.type === 'JSXText') return node.value
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined
  return node.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked).join(HOLE) : undefined
}

/** Whether it is the value of something that is shown, or a choice within it. */
function isShown(node: Node, around: readonly Node[]): boolean {
  const within = around.findLastIndex((it) => !/^(?:JSXExpressionContainer|ConditionalExpression|LogicalExpression|TS.*)$/.test(it.type))
  const outer = around[within]
  if (outer?.type === 'JSXAttribute') return shownNames.has(nameOf(outer.name))
  return outer?.type === 'Property' && outer.key !== node && shownNames.has(nameOf(outer.key))
}

function nameOf(node: Node): string {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return node.name
  return node.type === 'Literal' ? String(node.value) : ''
}

/** `f` of `f()` and `it.f()`; `console` of `console.f()`. */
function calledName({ callee }: ESTree.CallExpression): string {
  if (callee.type !== 'MemberExpression') return nameOf(callee)
  return notSaid.test(nameOf(callee.object)) ? nameOf(callee.object) : nameOf(callee.property)
}

/** Names of modules, keys, what is compared or drawn, and messages to programmers. */
function isForCode(node: Node, around: readonly Node[]): boolean {
  const outer = around.at(-1)
  if (outer === undefined || /^(?:Import|Export|MemberExpression|SwitchCase|ExpressionStatement)/.test(outer.type)) return true
  if (outer.type === 'BinaryExpression' && outer.operator !== '+') return true
  if (outer.type === 'Property' && outer.key === node) return true
  return around.some(
    (it) =>
      (it.type === 'NewExpression' && /(?:Error|Exception)$/.test(nameOf(it.callee))) ||
      (it.type === 'CallExpression' && notSaid.test(calledName(it))) ||
      (it.type === 'JSXAttribute' && drawn.has(nameOf(it.name))),
  )
}

/** Words with spaces between, a word beside a value, or one with a capital; nothing that only code has. */
function looksSaid(text: string): boolean {
  if (/[{}<>=_#\\/|@$*[\]^~]|--|\p{L}\(|^\P{L}*\w*\p{Ll}\p{Lu}\w*$|\w\.\w/u.test(text)) return false
  const between = /\p{L}{2}\p{P}* \p{P}*\p{L}|^\d+ \p{L}{2}/u
  const beside = /(?:^|\s)\p{L}{2,}\p{P}*\s\p{P}*…|…\p{P}*\s\p{P}*\p{L}{2}/u
  return between.test(text) || beside.test(text) || /^\P{L}*\p{Lu}\p{Ll}+\P{L}*$/u.test(text)
}

/** What says a text when it is called. */
const speaking = ['ui/words/text.ts#t', 'ui/words/text.ts#rich']
/** Their functions run at once. */
const runsNow = /^(?:map|filter|flatMap|forEach|find|some|every|reduce|sort|toSorted|from|groupBy)$/

/** Where a text is said while a module is loaded, also through functions of these files; they are given by their paths in `web/src`. */
export function saidAtLoad(sources: ReadonlyMap<string, string>): string[] {
  const calls = [...sources].flatMap(([path, source]) => callsOf(path, source))
  const speak = new Set(speaking)
  for (let known = 0; known < speak.size;) {
    known = speak.size
    for (const { by, of } of calls) if (by !== null && speak.has(of)) speak.add(by)
  }
  return calls.filter(({ by, of }) => by === null && speak.has(of)).map(({ at, of }) => `${at}: ${of.replace(/.*#/, '')}()`)
}

interface Call {
  /** The named function that makes it, `path#name`; null: the module. */
  readonly by: string | null
  readonly of: string
  readonly at: string
}

/** The calls of named functions by named functions and by the module itself. */
function callsOf(path: string, source: string): Call[] {
  const program = parse(path, source)
  const imported = new Map<string, string>()
  const calls: Call[] = []
  walk(program, (node, around) => {
    if (node.type === 'ImportSpecifier') {
      const from = (around.at(-1) as ESTree.ImportDeclaration).source.value
      imported.set(node.local.name, `${posix.join(posix.dirname(path), from)}#${nameOf(node.imported)}`)
    }
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return
    const within = around.findLastIndex((it, at) => /Function/.test(it.type) && !isRunNow(it, around[at - 1]))
    const by = within === -1 ? null : functionName(around[within]!, around[within - 1])
    const name = node.callee.name
    if (by !== '')
      calls.push({ by: by && `${path}#${by}`, of: imported.get(name) ?? `${path}#${name}`, at: `${path}:${lineOf(source, node)}` })
  })
  return calls
}

const isRunNow = (made: Node, outer: Node | undefined): boolean =>
  outer?.type === 'CallExpression' &&
  (outer.callee === made || (outer.callee.type === 'MemberExpression' && runsNow.test(calledName(outer))))

/** '' for one without a name. */
function functionName(made: Node, outer: Node | undefined): string {
  if (made.type === 'FunctionDeclaration') return made.id?.name ?? ''
  return outer?.type === 'VariableDeclarator' ? nameOf(outer.id) : ''
}
