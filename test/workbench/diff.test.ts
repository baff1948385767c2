/** `diff` over a real repository of git, with a folder that is changed since its last commit. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diff } from '../../src/cli/diff.ts'
import { diffMarkdown } from '../../src/cli/diff-markdown.ts'
import type { KnowledgeDiff } from '../../src/workbench/diff.ts'
import { edited, type Files, goodBase, writeFiles } from '../knowledge/good-base.ts'
import { knowledgeFolder, run } from './staff.ts'

const AS_SOMEBODY = ['-c', 'user.name=Staff', '-c', 'user.email=staff@example.org', '-c', 'commit.gpgsign=false']
const git = (folder: string, ...args: string[]) =>
  execFileSync('git', [...AS_SOMEBODY, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })

function commit(folder: string): void {
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--message', 'As it was')
}

/** A repository whose folder `knowledge` is committed. */
function repository(files: Files = goodBase()): { root: string; knowledge: string } {
  const root = knowledgeFolder(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`knowledge/${path}`, text])),
  )
  git(root, 'init', '--quiet', '--initial-branch=main')
  commit(root)
  return { root, knowledge: join(root, 'knowledge') }
}

const GUIDANCE = 'guidance/reporting.yaml'
const FIGURES = 'figures/online-crime.yaml'

const markdown = (folder: string, ...args: string[]) => run((config, output) => diff(args, config, output), folder)

async function json(folders: string | string[], ...args: string[]): Promise<KnowledgeDiff & { commit: string }> {
  const { code, out, err } = await run(
    (config, output) => diff(['--json', ...args], config, output),
    ...[folders].flat(),
  )
  if (out === '') throw new Error(`exit code ${code}: ${err}`)
  return JSON.parse(out)
}

/** What the files say now, against what was committed. */
async function changed(files: Files, before: Files = goodBase()) {
  const { knowledge } = repository(before)
  rmSync(knowledge, { recursive: true })
  writeFiles(knowledge, files)
  return json(knowledge)
}

describe('answers', () => {
  test('stay as they are when nothing is changed', async () => {
    const { knowledge } = repository()
    const { code, out } = await markdown(knowledge, '--exit-code')
    expect(code).toBe(0)
    expect(out).toMatch(
      /^# What changes for readers\n\nSince HEAD \(`[0-9a-f]{12}`\), over \d+ questions: every answer stays as it is\.$/,
    )
  })

  test('in other words: each question with both answers, the bank among them', async () => {
    const bank = {
      ...goodBase(),
      'questions/bank.yaml': '- ask: to whom do i report a fraud\n  expect: { entry: report-fraud }\n',
    }
    const { answers } = await changed(edited(GUIDANCE, 'Call the police on 110', 'Ring 110', bank), bank)
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['different']))
    const asked = answers.map(({ ask }) => ask)
    for (const ask of ['how do i report a fraud', 'Report a fraud', 'to whom do i report a fraud'])
      expect(asked).toContain(ask)
    expect(asked).not.toContain('被骗了怎么报案')
    for (const { entry, before, after } of answers) {
      expect(entry).toBe('report-fraud')
      expect(before.text).toContain('Call the police on 110')
      expect(after.text).toContain('Ring 110')
    }
  })

  test('that are lost and won', async () => {
    const { answers } = await changed(edited(GUIDANCE, 'en: [what counts as fraud]', 'en: [definition of the offence]'))
    const of = (ask: string) => answers.find((one) => one.ask === ask)?.kind
    expect({ before: of('what counts as fraud'), now: of('definition of the offence') }).toEqual({
      before: 'refused',
      now: 'answered',
    })
  })

  test('that another entry gives now', async () => {
    const handedOn = edited(GUIDANCE, 'en: [how do i report a fraud]', 'en: [telephone of the police]')
    const { answers } = await changed(
      edited(GUIDANCE, 'en: [what counts as fraud]', 'en: [how do i report a fraud]', handedOn),
    )
    expect(answers.find(({ ask }) => ask === 'how do i report a fraud')).toMatchObject({
      kind: 'moved',
      entry: 'what-is-fraud',
      before: { entries: ['report-fraud'] },
    })
  })

  test('of a talk: what was said before stands beside the question', async () => {
    const talk = `- talk:
    - { ask: number of people prosecuted in 2018, expect: { entry: prosecuted-2018 } }
    - { ask: and in 2019, expect: { entry: prosecuted-2019 } }
`
    const before = { ...goodBase(), 'questions/bank.yaml': talk }
    const { answers } = await changed(
      edited(FIGURES, '"{value} in 2019."', '"{value} people in 2019."', before),
      before,
    )
    expect(answers.find(({ ask }) => ask === 'and in 2019')?.said).toEqual(['number of people prosecuted in 2018'])
  })
})

describe('figures', () => {
  test('corrected: the number, what is computed from it, the entries that name it, the questions that state it', async () => {
    const corrected = edited(FIGURES, 'value: 100', 'value: 120', edited(FIGURES, 'put: "100"', 'put: "120"'))
    const { figures } = await changed(corrected)
    const [figure, ...others] = figures
    expect(figure).toMatchObject({
      kind: 'corrected',
      id: 'prosecuted-2018',
      before: 100,
      after: 120,
      computed: ['prosecuted-together'],
      series: ['prosecuted-by-year'],
      entries: ['what-is-fraud'],
    })
    expect(figure?.questions).toContain('number of people prosecuted in 2018')
    expect(others).toMatchObject([{ kind: 'corrected', id: 'prosecuted-together', before: 250, after: 270 }])
  })

  test('added and withdrawn', async () => {
    const renamed = edited(FIGURES, 'id: cases-2019', 'id: cases-of-2019')
    const { figures } = await changed(renamed)
    expect(figures.map(({ kind, id, before, after }) => ({ kind, id, before, after }))).toEqual([
      { kind: 'withdrawn', id: 'cases-2019', before: 60, after: null },
      { kind: 'added', id: 'cases-of-2019', before: null, after: 60 },
    ])
  })

  test('told otherwise, with the same number', async () => {
    const { figures } = await changed(edited(FIGURES, '"{value} in 2019."', '"{value} people in 2019."'))
    expect(figures).toMatchObject([
      {
        kind: 'reworded',
        fields: [{ field: 'says.en', before: '{value} in 2019.', after: '{value} people in 2019.' }],
      },
    ])
  })
})

test('Markdown for a pull request: counts, figures, answers by entry, what is alike in several once', async () => {
  const { knowledge } = repository()
  const files = edited(GUIDANCE, 'Call the police on 110', 'Ring 110', edited(FIGURES, 'put: "100"', 'put: "120"'))
  writeFiles(knowledge, edited(FIGURES, 'value: 100', 'value: 120', files))
  const { code, out, err } = await markdown(knowledge, '--exit-code')
  expect({ code, err }).toEqual({ code: 1, err: expect.not.stringContaining('problem') })
  for (const part of [
    /\*\*\d+\*\* answered in other words/,
    /### Corrected \(2\)\n\n- `prosecuted-2018` Number, 2018\n {2}- `value`: `100` → `120`\n/,
    /computed from it: `prosecuted-together`/,
    /### Report a fraud \(`report-fraud`\)\n\nIn other words, to \d+: “.*”\n\n```diff\n- Call the police on 110; .*\n\+ Ring 110; .*\n```/,
  ])
    expect(out).toMatch(part)
})

test('more than a description on GitHub holds is cut, with the lost answers first', () => {
  const given = { language: 'en' as const, reason: null, entries: [], figures: [] }
  const answers = Array.from({ length: 2000 }, (_, index) => ({
    ...{ ask: `question ${index}`, said: [], entry: `entry-${index}` },
    kind: index === 1999 ? ('refused' as const) : ('answered' as const),
    before: { ...given, outcome: 'suggest' as const, text: 'before' },
    after: { ...given, outcome: 'answer' as const, text: 'after' },
  }))
  const found = { asked: 2000, answers, figures: [], added: [], removed: [], titles: {} }
  const text = diffMarkdown(found, { revision: 'HEAD', commit: 'a'.repeat(40) })
  expect(text.length).toBeLessThan(65_536)
  expect(text).toMatch(/## Answers\n\n### entry-1999/)
  expect(text).toMatch(/… and \d+ more; `--json` has all of it\.$/)
})

test('without --exit-code a report that was made is exit code 0', async () => {
  const { knowledge } = repository()
  writeFiles(knowledge, edited(GUIDANCE, 'Call the police on 110', 'Ring 110'))
  expect((await markdown(knowledge)).code).toBe(0)
})

describe('a revision', () => {
  test('may be any that git knows, and main... is where this branch left it', async () => {
    const { root, knowledge } = repository()
    git(root, 'switch', '--quiet', '--create', 'mine')
    writeFiles(knowledge, edited(GUIDANCE, 'Call the police on 110', 'Ring 110'))
    commit(root)
    git(root, 'switch', '--quiet', 'main')
    writeFiles(knowledge, edited(GUIDANCE, 'Prosecutors charged', 'Prosecutors accused'))
    commit(root)
    git(root, 'switch', '--quiet', 'mine')
    const about = async (revision: string) =>
      new Set((await json(knowledge, revision)).answers.map(({ after }) => after.entries[0]))
    expect(await about('HEAD')).toEqual(new Set())
    expect(await about('main...')).toEqual(new Set(['report-fraud']))
    expect(await about('main')).toEqual(new Set(['report-fraud', 'what-is-fraud']))
  })

  test('that git does not know, or that is an option to git, is refused', async () => {
    const { knowledge } = repository()
    for (const revision of ['no-such-branch', '--output=x...']) {
      const { code, out, err } = await markdown(knowledge, '--', revision)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toMatch(/git knows no revision/)
    }
  })

  test('outside of a repository there is none', async () => {
    const { code, err } = await markdown(knowledgeFolder())
    expect(code).toBe(1)
    expect(err).toMatch(/is in no git repository/)
  })

  test('whose knowledge has problems is told by the names that git gives its files', async () => {
    const { knowledge } = repository(edited(GUIDANCE, 'sources: [spp-2020]', 'sources: [nowhere]'))
    writeFiles(knowledge, goodBase())
    const { code, err } = await markdown(knowledge)
    expect(code).toBe(1)
    expect(err).toMatch(/HEAD:.*knowledge\/guidance\/reporting\.yaml:\d+:\d+ {2}unknown-source/)
  })

  test('before there was a folder of the city, or a link in it, is of the nation alone', async () => {
    const { root, knowledge } = repository()
    const city = join(root, 'city')
    mkdirSync(city)
    writeFileSync(join(root, 'notes.yaml'), 'no knowledge: true\n')
    symlinkSync(join(root, 'notes.yaml'), join(knowledge, 'guidance/linked.yaml'))
    commit(root)
    rmSync(join(knowledge, 'guidance/linked.yaml'))
    const [entry = ''] = (goodBase()[GUIDANCE] ?? '').split('- id: what-is-fraud')
    writeFiles(city, { 'guidance/city.yaml': entry.replace('Call the police on 110', 'In the city ring 110') })
    const { answers } = await json([knowledge, city])
    expect(answers.map(({ after }) => after.text.split(';')[0])).toContain('In the city ring 110')
  })

  test('with a renamed file changes nothing', async () => {
    const { knowledge } = repository()
    renameSync(join(knowledge, GUIDANCE), join(knowledge, 'guidance/police.yaml'))
    expect(await json(knowledge)).toMatchObject({ answers: [], figures: [], added: [], removed: [] })
  })
})

test('called wrongly, it says how it is called', async () => {
  for (const args of [['one', 'two'], ['--what']]) {
    const { code, err } = await markdown(knowledgeFolder(), ...args)
    expect(code).toBe(2)
    expect(err).toContain('Usage: diff')
  }
})
