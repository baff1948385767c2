import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { writeCalendar } from '../../src/cli/calendar.ts'
import { edited as editedCommand } from '../../src/cli/edited.ts'
import { upkeep as upkeepCommand } from '../../src/cli/upkeep.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import type { Upkeep } from '../../src/workbench/upkeep.ts'
import { edited as changed, goodBase } from '../knowledge/good-base.ts'
import { knowledgeFolder, run, runWith, TODAY } from './staff.ts'

/** A figure with newer ones out, one with newer ones soon and one in a year; an entry not looked at for long; a rule that ends. */
const base = () => {
  const files = goodBase()
  const due = (id: string, day: string, figures: string): string =>
    figures.replace(new RegExp(`(- id: ${id}\\n)`), `$1  next_release: ${day}\n`)
  return {
    ...files,
    'figures/online-crime.yaml': [
      ['prosecuted-2018', '2026-11-24'],
      ['prosecuted-2019', '2026-12-25'],
      ['arrested-2019', '2026-12-26'],
    ].reduce((text, [id = '', day = '']) => due(id, day, text), files['figures/online-crime.yaml'] ?? ''),
    ...changed(
      'guidance/reporting.yaml',
      'sources: [spp-2020]\n  confidence: high\n  reviewed: 2026-11-23\n- id: what-is-fraud',
      'sources: [spp-2020]\n  in_force: { to: 2026-12-01 }\n  confidence: high\n  reviewed: 2025-11-24\n- id: what-is-fraud',
      { 'guidance/reporting.yaml': files['guidance/reporting.yaml'] ?? '' },
    ),
  }
}

const upkeep = (args: string[], folder: string, env: NodeJS.ProcessEnv = {}) =>
  runWith(
    { DATABASE_URL: `sqlite:${join(folder, 'none.sqlite')}`, ...env },
    (config, output) => upkeepCommand(args, config, output),
    folder,
  )

const lines = (text: string): string[] =>
  text.split('\n').map((line) => line.replaceAll(/\(\S*\/([\w-]+\.yaml:\d+)\)/g, '($1)'))

describe('upkeep', () => {
  it('tells what is due, what soon, and nothing of what is due later', async () => {
    const { code, out, err } = await upkeep([], knowledgeFolder(base()))
    expect(code).toBe(0)
    expect(err).toContain('votes and unused entries are left out')
    expect(lines(out)).toEqual([
      'Newer figures may be out (2)',
      '  prosecuted-2018  due 2026-11-24, 1 day ago  (online-crime.yaml:1)',
      '  prosecuted-2019  due 2026-12-25, in 30 days  (online-crime.yaml:16)',
      '',
      'To be reviewed (1)',
      '  report-fraud  due 2026-11-24, 1 day ago  (reporting.yaml:1)',
      '',
      'Rules that end (1)',
      '  report-fraud  due 2026-12-01, in 6 days  (reporting.yaml:1)',
      '',
    ])
  })

  it('looks no further ahead than it is told to', async () => {
    const folder = knowledgeFolder(base())
    expect((await upkeep(['--ahead', '0'], folder)).out).not.toContain('prosecuted-2019')
    expect((await upkeep(['--ahead', '31'], folder)).out).toContain('arrested-2019')
  })

  it('calls a review overdue on the day on which the check does', async () => {
    const folder = knowledgeFolder(base())
    const soon = async (day: string): Promise<string> => (await upkeep(['--ahead', '0'], folder, { NOW: day })).out
    expect(await soon('2026-11-23')).not.toContain('report-fraud')
    expect(await soon('2026-11-24')).toContain('report-fraud  due today')
  })

  it('says when nothing waits', async () => {
    expect(await upkeep([], knowledgeFolder())).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringContaining('Nothing waits for you.'),
    })
  })

  it('tells which text does not follow the other', async () => {
    const folder = knowledgeFolder()
    await run((config, output) => editedCommand(['--record'], config, output), folder)
    const file = join(folder, 'guidance/reporting.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('Call the police', 'Ring the police'))
    expect((await upkeep([], folder)).out).toContain('report-fraud  only the English text was changed')
    await run((config, output) => editedCommand(['report-fraud', 'meaning'], config, output), folder)
    expect((await upkeep([], folder)).out).toContain(
      `report-fraud  the Chinese text is behind in meaning since ${TODAY}`,
    )
  })

  it('makes no report of knowledge with problems, and tells them', async () => {
    const folder = knowledgeFolder(changed('guidance/reporting.yaml', 'confidence: high', 'confidance: high'))
    expect(await upkeep([], folder)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('confidance') })
  })

  it.each([[['--format', 'html']], [['--ahead', 'soon']], [['--ahead', '-1']], [['more']]])(
    '%j is called wrongly',
    async (args) => {
      expect((await upkeep(args, knowledgeFolder())).code).toBe(2)
    },
  )
})

describe('upkeep, from what readers did', () => {
  const VERSION = 'abcdef'

  async function withStore(fill: (store: Store, at: (day: string) => void) => Promise<void>) {
    const folder = knowledgeFolder(base())
    const address = `sqlite:${join(folder, 'bot.sqlite')}`
    let clock = Date.parse(TODAY)
    const store = await openStore(address, { now: () => clock })
    await fill(store, (day) => {
      clock = Date.parse(day)
    })
    await store.close()
    return async (...args: string[]) => upkeep(args, folder, { DATABASE_URL: address })
  }

  it('begins no store where there is none', async () => {
    const folder = knowledgeFolder()
    await upkeep([], folder)
    expect(existsSync(join(folder, 'none.sqlite'))).toBe(false)
  })

  it('tells what readers call wrong, most often first, and why; not what was said before the last review', async () => {
    const report = await withStore(async ({ votes }, at) => {
      const vote = (person: number, entry: string, right: boolean) =>
        votes.record({ person: `telegram:${person}`, entry, version: VERSION, right })
      at('2026-11-22')
      for (const person of [1, 2, 3, 4]) await vote(person, 'procuratorate', false)
      at('2026-11-24')
      await vote(1, 'report-fraud', true)
      await vote(2, 'report-fraud', false)
      for (const person of [1, 2, 3]) await vote(person, 'prosecuted-2018', false)
      await votes.explain({ person: 'telegram:1', entry: 'prosecuted-2018', version: VERSION, reason: 'outdated' })
      await vote(1, 'what-is-fraud', true)
      await vote(1, 'gone-by-now', false)
    })
    const { out } = await report()
    expect(lines(out).slice(-4)).toEqual([
      'Called wrong by readers since the last review (2)',
      '  prosecuted-2018  👎 3, 👍 0 (outdated 1)  (online-crime.yaml:1)',
      '  report-fraud  👎 1, 👍 1  (reporting.yaml:1)',
      '',
    ])
  })

  it('tells what nobody was ever answered with, once anybody was answered at all', async () => {
    const empty = await withStore(async () => {})
    expect(await empty()).toMatchObject({
      out: expect.not.stringContaining('Never used'),
      err: expect.stringContaining('knows of no answer yet'),
    })
    const report = await withStore(async ({ answers }) => {
      for (const rests of [['report-fraud'], ['prosecuted-2018', 'prosecuted-2019', 'cases-2019']])
        await answers.record({ message: rests.join(), sent: 'telegram:1', rests, version: VERSION })
    })
    const { unused }: Upkeep = JSON.parse((await report('--json')).out)
    expect(unused?.map(({ id }) => id)).toEqual([
      'what-is-fraud',
      'procuratorate',
      'arrested-2019',
      'prosecuted-together',
    ])
    // Many: a line for each file.
    const shown = (await report()).out.replaceAll(/\S*\/([\w-]+\.yaml):/g, '$1:')
    expect(shown.split('\n').slice(-6)).toEqual([
      'Never used in an answer (4)',
      '  reporting.yaml: what-is-fraud',
      '  glossary.yaml: procuratorate',
      '  online-crime.yaml: arrested-2019',
      '  computed.yaml: prosecuted-together',
      '',
    ])
    expect((await report('--format', 'markdown')).out).toContain('## Never used in an answer (4)\n\n<details>')
  })
})

describe('the digest', () => {
  it('is Markdown in which a title means nothing but itself', async () => {
    const folder = knowledgeFolder(
      changed('guidance/reporting.yaml', 'en: Report a fraud,', 'en: "Report *a* [fraud] <b>",', base()),
    )
    const { out } = await upkeep(['--format', 'markdown'], folder)
    expect(out).toContain(`# Upkeep of the knowledge base, ${TODAY}`)
    expect(out).toMatch(
      /^- \*\*report-fraud\*\* Report \\\*a\\\* \\\[fraud\\\] \\<b\\> · \*\*due 2026-11-24, 1 day ago\*\* · `.*reporting\.yaml:1`$/m,
    )
  })
})

describe('the calendar', () => {
  const read = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
      const { uid, summary, description, startDate } = new ICAL.Event(component)
      return { uid, summary, description, day: startDate.toString(), whole: startDate.isDate }
    })

  it('has every day that something is due on, and reads back with another program', async () => {
    const { out, code } = await upkeep(['--format', 'ics'], knowledgeFolder(base()))
    expect(code).toBe(0)
    const events = read(`${out}\n`)
    expect(events.map(({ day, summary }) => [day, summary.replace(/\S+\/([\w-]+\.yaml)/, '$1')])).toEqual([
      ['2026-11-24', 'Look for newer figures: Number, 2018'],
      ['2026-11-24', 'Review: Report a fraud'],
      ['2026-12-01', 'Last day in force: Report a fraud'],
      ['2026-12-25', 'Look for newer figures: Number, 2019'],
      ['2026-12-26', 'Look for newer figures: Number, 2019'],
      ['2027-11-23', 'Review: Both years'],
      ['2027-11-23', 'Review: online-crime.yaml (4)'],
      ['2027-11-23', 'Review: procuratorate'],
      ['2027-11-23', 'Review: What fraud is'],
      ['2027-11-23', 'Review: Police'],
    ])
    expect(events.every(({ whole }) => whole)).toBe(true)
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
    expect(events[6]?.description.split('\n')).toHaveLength(4)
  })

  it('names an event the same on another day, so that a calendar does not show it twice', async () => {
    const folder = knowledgeFolder(base())
    const uids = async (day: string) =>
      read(`${(await upkeep(['--format', 'ics'], folder, { NOW: day })).out}\n`).map(({ uid }) => uid)
    expect(await uids('2027-01-01')).toEqual(await uids(TODAY))
  })

  it('folds at 75 octets without halving a character, ends lines as it must, and loses nothing', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((one) => !/(?!\n)\p{Cc}/u.test(one))
    const sample = fc.oneof(
      text,
      fc
        .array(fc.constantFrom('网', 'a', ';', ',', '\\', '\n', '👎', 'é'), { maxLength: 300 })
        .map((all) => all.join('')),
    )
    fc.assert(
      fc.property(sample, sample, (summary, description) => {
        const calendar = writeCalendar('x', [{ id: 'a', day: TODAY, summary, description }], TODAY)
        const folded = calendar.split('\r\n')
        expect(folded.at(-1)).toBe('')
        for (const line of folded) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/[\r\n\uFFFD]/)
        }
        expect(read(calendar)).toMatchObject([{ summary, description }])
      }),
      { numRuns: 300 },
    )
  })

  it('holds a day, not a moment of it', () => {
    const [event] = read(writeCalendar('x', [{ id: 'a', day: '2026-12-31', summary: 'S', description: 'D' }], TODAY))
    expect(event).toMatchObject({ day: '2026-12-31', whole: true })
  })
})
