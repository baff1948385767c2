/** Every id is there once, and every id that is named exists. */
import { type Check, type Draft, ID_SPACES, type Located } from '../draft.ts'
import { didYouMean } from '../nearest.ts'
import type { Problem } from '../problem.ts'
import type { Path } from '../yaml.ts'

export const checkIds: Check = (draft) => [...duplicates(draft), ...danglingReferences(draft)]

function duplicates(draft: Draft): Problem[] {
  const spaces = ID_SPACES.map((lists) => lists.flatMap((list): Located<{ id: string }>[] => draft[list]))
  return spaces.flatMap((records) => {
    const seen = new Set<string>()
    return records.flatMap((record) => {
      if (seen.has(record.value.id))
        return [
          record.problemAt(
            ['id'],
            'duplicate-id',
            `the id "${record.value.id}" stands twice; ids are never reused, choose another`,
          ),
        ]
      seen.add(record.value.id)
      return []
    })
  })
}

function danglingReferences(draft: Draft): Problem[] {
  const problems: Problem[] = []
  const names = {
    source: idsOf(draft.sources),
    law: idsOf(draft.laws),
    figure: idsOf(draft.figures),
    series: idsOf(draft.series),
    entry: new Set([...idsOf(draft.guidance), ...idsOf(draft.glossary)]),
    /** Whatever an answer may rest on, now or once it is written. */
    expected: idsOf([...draft.guidance, ...draft.stubs, ...draft.glossary, ...draft.figures, ...draft.computed]),
    offence: conceptIds(draft, 'offences'),
    stage: conceptIds(draft, 'stages'),
    measure: conceptIds(draft, 'measures'),
    place: conceptIds(draft, 'places'),
    group: new Set(draft.signals.flatMap(({ value }) => value.groups.map((group) => group.id))),
  }
  const retired = new Set(draft.retired.map((record) => record.value.id))
  const expect = (record: Located<unknown>, path: Path, kind: keyof typeof names, name: string | undefined) => {
    if (name === undefined || names[kind].has(name)) return
    const what = kind === 'expected' ? 'entry' : kind
    problems.push(
      record.problemAt(path, `unknown-${what}`, `unknown ${what} "${name}"${didYouMean(name, names[kind])}`),
    )
  }
  const expectAll = (
    record: Located<unknown>,
    path: Path,
    kind: keyof typeof names,
    list: readonly string[] | undefined,
  ) => {
    for (const [index, name] of (list ?? []).entries()) expect(record, [...path, index], kind, name)
  }
  for (const record of draft.figures) {
    const { value } = record
    for (const kind of ['offence', 'stage', 'measure', 'place', 'series'] as const)
      expect(record, [kind], kind, value[kind])
    expectAll(record, ['part_of'], 'figure', value.part_of)
    expectAll(record, ['share', 'parts'], 'offence', value.share?.parts)
    expect(record, ['share', 'whole'], 'offence', value.share?.whole)
    for (const [index, report] of value.reports.entries())
      expect(record, ['reports', index, 'source'], 'source', report.source)
  }
  for (const record of draft.series) {
    expect(record, ['measure'], 'measure', record.value.measure)
    expect(record, ['stage'], 'stage', record.value.stage)
    for (const [index, run] of record.value.runs.entries()) expectAll(record, ['runs', index], 'figure', run)
  }
  for (const record of draft.computed) {
    expect(record, ['measure'], 'measure', record.value.measure)
    for (const kind of ['offence', 'stage'] as const) expect(record, ['cell', kind], kind, record.value.cell?.[kind])
  }
  for (const record of [...draft.guidance, ...draft.glossary]) {
    expectAll(record, ['sources'], 'source', record.value.sources)
    expectAll(record, ['related'], 'entry', record.value.related)
    for (const [index, article] of (record.value.law ?? []).entries())
      expect(record, ['law', index], 'law', article.split(' ')[0])
  }
  for (const record of draft.topics) expect(record, [], 'entry', record.value)
  for (const record of draft.hotlines) expectAll(record, ['sources'], 'source', record.value.sources)
  for (const record of draft.signals) {
    for (const [index, signal] of record.value.signals.entries()) {
      expect(record, ['signals', index, 'entry'], 'entry', signal.entry)
      expectAll(record, ['signals', index, 'all'], 'group', signal.all)
      expectAll(record, ['signals', index, 'none'], 'group', signal.none)
    }
  }
  for (const record of draft.bank) {
    const turns = 'talk' in record.value ? record.value.talk : [record.value]
    for (const [index, { expect: expected }] of turns.entries()) {
      const path = 'talk' in record.value ? ['talk', index, 'expect', 'entry'] : ['expect', 'entry']
      for (const name of expected.entry ?? []) if (!retired.has(name)) expect(record, path, 'expected', name)
    }
  }
  for (const record of draft.concepts) {
    for (const [index, offence] of record.value.offences.entries())
      expectAll(record, ['offences', index, 'part_of'], 'offence', offence.part_of)
    for (const [index, place] of record.value.places.entries())
      expectAll(record, ['places', index, 'part_of'], 'place', place.part_of)
  }
  return problems
}

const idsOf = (records: Located<{ id: string }>[]): Set<string> => new Set(records.map((record) => record.value.id))

const conceptIds = (draft: Draft, kind: 'offences' | 'stages' | 'measures' | 'places'): Set<string> =>
  new Set(draft.concepts.flatMap(({ value }) => value[kind].map((concept) => concept.id)))
