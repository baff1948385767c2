/** What is asked for a new record, field by field, and how each answer is read. */
import type { NewKind } from './new-record.ts'

/** How a value is typed in. */
export type FieldForm =
  /** One line. */
  | 'line'
  /** One line in English and one in Chinese. */
  | 'bilingual'
  /** Lines in English and lines in Chinese, each until an empty one. */
  | 'bilingual-lines'
  /** Words with commas or spaces between them. */
  | 'list'
  /** Law articles, with commas between them. */
  | 'articles'
  | 'number'

export type NewField = {
  /** Its name in the file; with a dot, a field within one. */
  name: string
  says: string
  form: FieldForm
  /** An empty line leaves it out. */
  optional?: boolean
  /** What an empty line stands for. */
  initial?: string
  /** Ids that may stand here: shown, completed with Tab. */
  among?: Among
  /** Asked only when it holds. */
  when?: (record: Record<string, unknown>) => boolean
}

/** Which ids of the knowledge a field may name; the command looks them up. */
export type Among =
  | 'offences'
  | 'stages'
  | 'measures'
  | 'places'
  | 'sources'
  | 'entries'
  | 'qualifiers'
  | 'confidences'
  | 'languages'
  | 'tiers'

const ID: NewField = { name: 'id', says: 'Id: lower-case letters, digits, hyphens; never used before', form: 'line' }
const SOURCES: NewField = { name: 'sources', says: 'Sources: ids of sources.yaml', form: 'list', among: 'sources' }
const LAW: NewField = {
  name: 'law',
  says: 'Articles of law that it names, such as: criminal-law 287-2, criminal-law 266',
  form: 'articles',
  optional: true,
}
const RELATED: NewField = {
  name: 'related',
  says: 'Related entries that people may want next',
  form: 'list',
  among: 'entries',
  optional: true,
}
const CONFIDENCE: NewField = {
  name: 'confidence',
  says: 'How sure',
  form: 'line',
  initial: 'high',
  among: 'confidences',
}

/** Texts whose digits the record itself must declare. */
const PROSE = ['title', 'short', 'more', 'steps', 'caution', 'definition', 'note']
const hasDigits = (record: Record<string, unknown>): boolean =>
  /\d/.test(JSON.stringify(PROSE.map((name) => record[name] ?? '')))

const NUMBERS: NewField[] = [
  {
    name: 'numbers.amounts',
    says: 'Digits in the texts that are penalties, amounts or counts, such as: 3, 5000',
    form: 'list',
    optional: true,
    when: hasDigits,
  },
  {
    name: 'numbers.dates',
    says: 'Digits in the texts that are years or dates, such as: 2024, 2024-07-01',
    form: 'list',
    optional: true,
    when: hasDigits,
  },
  {
    name: 'numbers.hotlines',
    says: 'Digits in the texts that are numbers to call, such as: 110',
    form: 'list',
    optional: true,
    when: hasDigits,
  },
]

/** @param today ISO day */
export const newFields = (kind: NewKind, today: string): readonly NewField[] => {
  const reviewed: NewField = { name: 'reviewed', says: 'Checked on', form: 'line', initial: today }
  switch (kind) {
    case 'guidance':
      return [
        ID,
        { name: 'title', says: 'Title: what it is about', form: 'bilingual' },
        { name: 'questions', says: 'How people ask for it, in their words; six or more', form: 'bilingual-lines' },
        { name: 'short', says: 'The answer in one sentence that stands by itself', form: 'bilingual' },
        { name: 'more', says: 'What else they need to know', form: 'bilingual', optional: true },
        { name: 'steps', says: 'What to do, step by step', form: 'bilingual-lines', optional: true },
        { name: 'caution', says: 'What to be careful about', form: 'bilingual', optional: true },
        LAW,
        ...NUMBERS,
        SOURCES,
        CONFIDENCE,
        RELATED,
        reviewed,
      ]
    case 'term':
      return [
        ID,
        { name: 'term', says: 'The term', form: 'bilingual' },
        { name: 'words', says: 'Other names that people use for it', form: 'bilingual-lines' },
        { name: 'definition', says: 'What it means, in a sentence or two', form: 'bilingual' },
        LAW,
        ...NUMBERS,
        SOURCES,
        RELATED,
        reviewed,
      ]
    case 'figure':
      return [
        ID,
        { name: 'offence', says: 'Which offence', form: 'line', among: 'offences' },
        { name: 'stage', says: 'Which stage of procedure', form: 'line', among: 'stages' },
        { name: 'measure', says: 'What is counted', form: 'line', among: 'measures' },
        { name: 'place', says: 'Where', form: 'line', initial: 'china', among: 'places' },
        {
          name: 'period',
          says: 'Period: 2020, 2020-H1, 2020-Q3, 2020-04, 2018/2019 or 2023-01/2023-11; empty for a running total',
          form: 'line',
          optional: true,
        },
        {
          name: 'as_of',
          says: 'The day on which the running total stood so, such as 2020-04-07',
          form: 'line',
          when: ({ period }) => period === undefined,
        },
        { name: 'value', says: 'The number, in plain digits', form: 'number' },
        { name: 'qualifier', says: 'How exact', form: 'line', initial: 'exact', among: 'qualifiers' },
        {
          name: 'tier',
          says: 'core (preferred where several fit) or detail',
          form: 'line',
          initial: 'detail',
          among: 'tiers',
        },
        { name: 'label', says: 'What it is, as a heading: People prosecuted for …, 2020', form: 'bilingual' },
        { name: 'says', says: 'One full sentence, with {value} where the number goes', form: 'bilingual' },
        { name: 'note', says: 'What keeps it from being misread', form: 'bilingual', optional: true },
        ...NUMBERS,
        { name: 'reports.source', says: 'The source that it comes from', form: 'line', among: 'sources' },
        { name: 'reports.put', says: 'How that source puts it', form: 'bilingual' },
        CONFIDENCE,
        reviewed,
        { name: 'next_release', says: 'The day by which newer figures should be out', form: 'line', optional: true },
      ]
    case 'source':
      return [
        ID,
        { name: 'title', says: 'Title as the page prints it, or in English what it is about', form: 'line' },
        { name: 'title_zh', says: 'For a page in Chinese: what it is about, in Chinese', form: 'line', optional: true },
        { name: 'publisher', says: 'Publisher, as a resident knows it, in English', form: 'line' },
        { name: 'publisher_zh', says: 'Publisher in Chinese', form: 'line', optional: true },
        { name: 'published', says: 'Day of publication: 2020-04-09, 2020-04 or 2020', form: 'line', optional: true },
        { name: 'language', says: 'Language of the page', form: 'line', among: 'languages' },
        { name: 'url', says: "Address, only if it is the publisher's own page", form: 'line', optional: true },
      ]
  }
}
