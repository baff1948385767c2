/** Questions made from the table: for each figure three ways to ask for it in each language, and questions that miss it by one part. */

import { RATES } from '../../src/figures/query.ts'
import { periodOf } from '../../src/figures/table.ts'
import type { Figure } from '../../src/knowledge/schema/figures.ts'
import { monthsOf, type Period, writePeriod } from '../../src/language/period.ts'
import { knowledge } from '../shipped.ts'

/** The parts that a question names. */
export type Cell = { offence: string; stage: string; measure: string; place: string; period: Period }

export const cellOf = (figure: Figure): Cell => ({
  offence: figure.offence,
  stage: figure.stage,
  measure: figure.measure,
  place: figure.place,
  period: periodOf(figure),
})

export const isCount = (figure: Figure): boolean => !RATES.includes(figure.measure)

type Ask = (parts: { offence: string; unit: string; when: string; where: string }) => string

/** {unit} were …: who did what to whom, as people put it. */
const ENGLISH: Record<string, Ask[]> = {
  prosecuted: [
    ({ offence, unit, when, where }) => `how many ${unit} were prosecuted for ${offence}${where} ${when}?`,
    ({ offence, unit, when, where }) => `number of ${unit} indicted for ${offence}${where} ${when}`,
    ({ offence, unit, when, where }) => `${when} ${offence} prosecutions${where}, how many ${unit}`,
  ],
  'arrest-approved': [
    ({ offence, unit, when, where }) =>
      `in how many ${offence} ${unit} were arrests approved${where} ${when}?`.replace(
        /in how many (.*) people were arrests approved/,
        'how many people had their arrest approved for $1',
      ),
    ({ offence, unit, when, where }) => `${offence} arrests approved${where} ${when}, number of ${unit}`,
    ({ offence, unit, when, where }) => `${when}: approved arrests for ${offence}${where}, how many ${unit}`,
  ],
  'police-solved': [
    ({ offence, unit, when }) => `how many ${offence} ${unit} did police solve ${when}?`,
    ({ offence, unit, when }) => `${offence} ${unit} solved by police ${when}`,
    ({ offence, unit, when }) => `number of ${offence} ${unit} cracked ${when}`,
  ],
  'police-handled': [
    ({ offence, unit, when }) => `how many ${offence} ${unit} did police handle ${when}?`,
    ({ offence, unit, when }) => `${offence} ${unit} handled by police ${when}`,
    ({ offence, unit, when }) => `number of ${offence} ${unit} dealt with by police ${when}`,
  ],
  'police-filed': [
    ({ offence, unit, when }) => `how many ${offence} ${unit} did police open ${when}? ${unit} filed`,
    ({ offence, unit, when }) => `${offence} ${unit} filed by police ${when}`,
    ({ offence, unit, when }) => `number of ${offence} ${unit} opened by police ${when}`,
  ],
  'police-detained': [
    ({ offence, unit, when }) => `how many ${unit} were criminally detained for ${offence} ${when}?`,
    ({ offence, unit, when }) => `${offence}: ${unit} detained by police ${when}`,
    ({ offence, unit, when }) => `number of ${unit} in criminal detention for ${offence} ${when}`,
  ],
  'police-caught': [
    ({ offence, unit, when, where }) =>
      `how many ${offence} suspects were caught${where} ${when}?`.replace(
        'suspects',
        unit === 'people' ? 'suspects' : unit,
      ),
    ({ offence, when, where }) => `${offence} suspects caught by police${where} ${when}`,
    ({ offence, unit, when, where }) => `number of ${unit} captured for ${offence}${where} ${when}`,
  ],
  'court-concluded': [
    ({ offence, unit, when }) => `how many ${offence} ${unit} did courts conclude ${when}?`,
    ({ offence, unit, when }) => `${offence} ${unit} concluded by courts ${when}`,
    ({ offence, unit, when }) => `number of ${offence} ${unit} tried by courts ${when}`,
  ],
  sentenced: [
    ({ offence, unit, when, where }) => `how many ${unit} were sentenced for ${offence}${where} ${when}?`,
    ({ offence, unit, when, where }) => `${unit} convicted of ${offence}${where} ${when}`,
    ({ offence, unit, when, where }) => `number of ${unit} sentenced for ${offence}${where} ${when}`,
  ],
  'sentenced-to-death': [
    ({ offence, unit, when, where }) => `how many ${unit} were sentenced to death for ${offence}${where} ${when}?`,
    ({ offence, unit, when, where }) => `${offence} death sentences${where} ${when}, number of ${unit}`,
    ({ offence, unit, when, where }) => `${unit} given the death penalty for ${offence}${where} ${when}`,
  ],
  returned: [
    ({ offence, unit, when, where }) => `how many ${offence} suspects were handed over${where} ${when}, ${unit}?`,
    ({ offence, when, where }) => `${offence} suspects returned to China${where} ${when}`,
    ({ offence, unit, when, where }) => `number of ${unit} repatriated${where} for ${offence} ${when}`,
  ],
  intercepted: [
    ({ offence, unit, when }) =>
      unit === 'yuan'
        ? `how much ${offence} money was frozen ${when}?`
        : `how many ${unit} of ${offence} were blocked ${when}?`,
    ({ offence, unit, when }) =>
      unit === 'yuan' ? `${offence}, money stopped ${when} in yuan` : `${offence} ${unit} intercepted ${when}`,
    ({ offence, unit, when }) =>
      unit === 'yuan'
        ? `sum of money intercepted from ${offence} ${when}`
        : `number of ${offence} ${unit} intercepted ${when}`,
  ],
  dissuaded: [
    ({ offence, unit, when }) => `how many ${unit} to talk people out of ${offence} ${when}?`,
    ({ offence, unit, when }) => `${offence} ${unit}, people dissuaded ${when}`,
    ({ unit, when }) => `number of dissuasion ${unit} ${when}`,
  ],
  'broken-up': [
    ({ offence, unit, when }) => `how many ${offence} ${unit} were broken up ${when}?`,
    ({ offence, unit, when }) => `${offence} ${unit} smashed ${when}`,
    ({ offence, unit, when }) => `number of ${offence} ${unit} dismantled ${when}`,
  ],
  reported: [
    ({ offence, when }) => `how many public reports of ${offence} were handled ${when}?`,
    ({ offence, when }) => `reports received on ${offence} ${when}`,
    ({ offence, when }) => `number of reports from the public about ${offence} ${when}`,
  ],
  lost: [
    ({ offence, when }) => `how much money was lost to ${offence} ${when}?`,
    ({ offence, when }) => `${offence} losses in yuan ${when}`,
    ({ offence, when }) => `amount of money lost in ${offence} cases ${when}`,
  ],
  'prosecutor-intervened': [
    ({ offence, unit, when }) =>
      `how many ${unit} were in ${offence} cases where prosecutors stepped in early ${when}?`,
    ({ offence, unit, when }) => `${offence}: prosecutors intervened early ${when}, number of ${unit}`,
    ({ offence, unit, when }) => `early intervention by prosecutors in ${offence} ${when}, how many ${unit}`,
  ],
  'received-for-review': [
    ({ offence, unit, when }) => `how many ${unit} were received for prosecution review for ${offence} ${when}?`,
    ({ offence, unit, when }) => `${offence}: ${unit} received for review by prosecutors ${when}`,
    ({ offence, unit, when }) => `number of ${unit} sent to prosecutors for ${offence} ${when}`,
  ],
  'prosecutor-concluded': [
    ({ offence, unit, when }) => `how many ${unit}, ${offence}, were concluded by prosecutors ${when}?`,
    ({ offence, unit, when }) => `${offence}: review concluded by prosecutors ${when}, ${unit}`,
    ({ offence, unit, when }) => `number of ${unit} concluded by procuratorates for ${offence} ${when}`,
  ],
}

const CHINESE: Record<string, Ask[]> = {
  prosecuted: [
    ({ offence, unit, when, where }) => `${when}${where}${offence}起诉了多少${unit}？`,
    ({ offence, unit, when, where }) => `检察机关${when}起诉${where}${offence}多少${unit}`,
    ({ offence, unit, when, where }) => `${where}${offence}${when}提起公诉${unit}数`,
  ],
  'arrest-approved': [
    ({ offence, unit, when, where }) => `${when}${where}${offence}批准逮捕了多少${unit}？`,
    ({ offence, unit, when, where }) => `${where}${offence}${when}批捕${unit}数`,
    ({ offence, unit, when, where }) => `检察机关${when}批捕${where}${offence}多少${unit}`,
  ],
  'police-solved': [
    ({ offence, unit, when }) => `${when}公安破获${offence}案多少${unit}？`,
    ({ offence, when }) => `${when}${offence}破案数`,
    ({ offence, unit, when }) => `警方${when}侦破了多少${unit}${offence}案件`,
  ],
  'police-handled': [
    ({ offence, unit, when }) => `${when}公安侦办${offence}多少${unit}？`,
    ({ offence, unit, when }) => `公安机关查处${offence}${when}有多少${unit}`,
    ({ offence, unit, when }) => `警方${when}查处了多少${unit}${offence}`,
  ],
  'police-filed': [
    ({ offence, unit, when }) => `${when}公安立案${offence}多少${unit}？`,
    ({ offence, when }) => `${when}${offence}立案数`,
    ({ offence, unit, when }) => `${offence}${when}立案多少${unit}`,
  ],
  'police-detained': [
    ({ offence, unit, when }) => `${when}${offence}刑事拘留了多少${unit}？`,
    ({ offence, unit, when }) => `${offence}${when}刑拘${unit}数`,
    ({ offence, unit, when }) => `公安${when}刑拘${offence}多少${unit}`,
  ],
  'police-caught': [
    ({ offence, unit, when, where }) => `${when}${where}抓获了多少${unit}${offence}嫌疑人？`,
    ({ offence, unit, when, where }) => `${where}${offence}${when}抓获多少${unit}`,
    ({ offence, unit, when, where }) => `${when}公安抓获${where}${offence}${unit}数`,
  ],
  'court-concluded': [
    ({ offence, unit, when }) => `${when}法院审结${offence}案件多少${unit}？`,
    ({ offence, unit, when }) => `法院${when}审结了多少${unit}${offence}案件`,
    ({ offence, unit, when }) => `${offence}${when}一审审结${unit}数`,
  ],
  sentenced: [
    ({ offence, unit, when, where }) => `${when}${where}${offence}被判刑的有多少${unit}？`,
    ({ offence, unit, when, where }) => `法院${when}判处${where}${offence}多少${unit}`,
    ({ offence, unit, when, where }) => `${where}${offence}${when}判刑${unit}数`,
  ],
  'sentenced-to-death': [
    ({ offence, unit, when, where }) => `${when}${where}${offence}判了多少${unit}死刑？`,
    ({ offence, unit, when, where }) => `${where}${offence}${when}被判死刑的有几${unit}`,
    ({ offence, unit, when, where }) => `${when}${where}${offence}死刑多少${unit}`,
  ],
  returned: [
    ({ offence, unit, when, where }) => `${when}${where}移交了多少${unit}${offence}嫌疑人？`,
    ({ unit, when, where }) => `${where}${when}遣返${unit}数`,
    ({ offence, unit, when, where }) => `${when}从${where}遣返${offence}嫌疑人多少${unit}`,
  ],
  intercepted: [
    ({ offence, unit, when }) =>
      unit === '元' ? `${when}止付${offence}资金多少钱？` : `${when}拦截${offence}${unit}多少？`,
    ({ offence, unit, when }) =>
      unit === '元' ? `${when}拦截的${offence}资金有多少亿元` : `${when}一共拦截了多少${offence}${unit}`,
    ({ offence, unit, when }) => (unit === '元' ? `${offence}${when}紧急止付金额` : `${offence}${unit}${when}拦截数量`),
  ],
  dissuaded: [
    ({ unit, when }) => `${when}劝阻了多少${unit}？`,
    ({ offence, unit, when }) => `${offence}${when}见面劝阻多少${unit}`,
    ({ when }) => `公安机关${when}见面劝阻人次`,
  ],
  'broken-up': [
    ({ offence, unit, when }) => `${when}打掉了多少${unit}${offence}团伙？`,
    ({ offence, when }) => `${offence}${when}打掉团伙数`,
    ({ offence, unit, when }) => `${when}捣毁${offence}团伙多少${unit}`,
  ],
  reported: [
    ({ offence, when }) => `${when}受理举报${offence}多少件？`,
    ({ offence, when }) => `${offence}${when}举报量`,
    ({ offence, when }) => `${when}${offence}的举报有多少件`,
  ],
  lost: [
    ({ offence, when }) => `${when}${offence}造成损失多少钱？`,
    ({ offence, when }) => `${when}${offence}被骗金额`,
    ({ offence, when }) => `${offence}${when}财产损失多少元`,
  ],
  'prosecutor-intervened': [
    ({ offence, unit, when }) => `${when}检察机关提前介入${offence}多少${unit}？`,
    ({ offence, unit, when }) => `${offence}${when}提前介入${unit}数`,
    ({ offence, unit, when }) => `${when}${offence}介入侦查涉及多少${unit}`,
  ],
  'received-for-review': [
    ({ offence, unit, when }) => `${when}受理审查起诉${offence}多少${unit}？`,
    ({ offence, unit, when }) => `${offence}${when}受理审查起诉${unit}数`,
    ({ offence, unit, when }) => `检察机关${when}受理审查起诉的${offence}有多少${unit}`,
  ],
  'prosecutor-concluded': [
    ({ offence, unit, when }) => `${when}检察机关审结${offence}多少${unit}？`,
    ({ offence, unit, when }) => `${offence}${when}检察机关审结${unit}数`,
    ({ offence, unit, when }) => `检察院${when}审结了多少${unit}${offence}`,
  ],
}

const UNITS: Record<string, { en: string; zh: string }> = {
  people: { en: 'people', zh: '人' },
  cases: { en: 'cases', zh: '件' },
  gangs: { en: 'gangs', zh: '个' },
  yuan: { en: 'yuan', zh: '元' },
  calls: { en: 'scam calls', zh: '诈骗电话' },
  warnings: { en: 'warnings', zh: '预警' },
  reports: { en: 'reports', zh: '件' },
  visits: { en: 'visits', zh: '人次' },
}

/** What an offence is called in a sentence; its full name carries explanations in brackets. */
function nameOf(offence: string): { en: string; zh: string } {
  const found = knowledge.concepts.offences.find(({ id }) => id === offence)
  if (!found) throw new Error(`no offence ${offence}`)
  const plain = (name: string): string => name.replace(/\s*[（(].*[)）]/u, '')
  return { en: plain(found.name.en), zh: plain(found.name.zh) }
}

function placeOf(place: string): { en: string; zh: string } {
  if (place === 'china') return { en: '', zh: '' }
  const found = knowledge.concepts.places.find(({ id }) => id === place)
  return { en: ` from ${found?.name?.en}`, zh: found?.name?.zh ?? '' }
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** A stretch of time as people name it. */
function whenOf({ from, to }: Period): { en: string; zh: string } {
  const english = (date: string): string =>
    `${date.slice(8) ? `${Number(date.slice(8))} ` : ''}${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
  const chinese = (date: string): string =>
    `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${date.slice(8) ? `${Number(date.slice(8))}日` : ''}`
  if (from === null) return { en: `by ${english(to)}`, zh: `截至${chinese(to)}` }
  const short = writePeriod({ from, to })
  const year = to.slice(0, 4)
  if (/^\d{4}$/.test(short)) return { en: `in ${short}`, zh: `${short}年` }
  if (/^\d{4}\/\d{4}$/.test(short))
    return { en: `from ${short.slice(0, 4)} to ${year}`, zh: `${short.slice(0, 4)}年至${year}年` }
  if (short.endsWith('-H1')) return { en: `in the first half of ${year}`, zh: `${year}年上半年` }
  if (short.endsWith('-H2')) return { en: `in the second half of ${year}`, zh: `${year}年下半年` }
  const whole = from.endsWith('-01') && to === monthsOf(year, Number(to.slice(5, 7)), Number(to.slice(5, 7))).to
  const [start, end] = whole ? [from.slice(0, 7), to.slice(0, 7)] : [from, to]
  if (start === end) return { en: `in ${english(start)}`, zh: chinese(start) }
  return { en: `from ${english(start)} to ${english(end)}`, zh: `${chinese(start)}至${chinese(end)}` }
}

/** Three ways to ask for a cell. */
export function questionsFor({ offence, stage, measure, place, period }: Cell, language: 'en' | 'zh'): string[] {
  const asks = (language === 'en' ? ENGLISH : CHINESE)[stage]
  const unit = UNITS[measure]
  if (!asks || !unit)
    throw new Error(`no way to ask for ${stage} in ${measure} yet: add one to test/figures/questions.ts`)
  const parts = {
    offence: nameOf(offence)[language],
    unit: unit[language],
    when: whenOf(period)[language],
    where: placeOf(place)[language],
  }
  return asks.map((ask) => ask(parts).replace(/\s+/g, ' ').trim())
}

const PEOPLE_ONLY = new Set(['returned', 'police-caught', 'police-detained', 'sentenced-to-death'])

/** Cells that differ from a figure's in one part, each beside the part that differs. */
export function nearMisses(cell: Cell): { differs: keyof Cell; cell: Cell }[] {
  const misses: { differs: keyof Cell; cell: Cell }[] = []
  const add = (differs: keyof Cell, change: Partial<Cell>) => misses.push({ differs, cell: { ...cell, ...change } })
  if (cell.stage === 'prosecuted') add('stage', { stage: 'arrest-approved' })
  if (cell.stage === 'arrest-approved') add('stage', { stage: 'prosecuted' })
  if (cell.stage === 'police-solved') add('stage', { stage: 'police-filed' })
  if (cell.stage === 'court-concluded') add('stage', { stage: 'police-solved' })
  // Nobody is handed over in cases.
  if (cell.measure === 'people' && !PEOPLE_ONLY.has(cell.stage)) add('measure', { measure: 'cases' })
  if (cell.measure === 'cases') add('measure', { measure: 'people' })
  if (cell.offence === 'telecom-fraud' || cell.offence === 'fraud') add('offence', { offence: 'personal-information' })
  if (cell.offence === 'personal-information') add('offence', { offence: 'telecom-fraud' })
  if (cell.offence === 'online-crime') add('offence', { offence: 'helping-crime' })
  const { from, to } = cell.period
  const year = Number(to.slice(0, 4))
  if (from !== null && writePeriod(cell.period) === String(year)) {
    add('period', { period: monthsOf(year + 1, 1, 12) })
    add('period', { period: monthsOf(year - 1, 1, 12) })
    add('period', { period: monthsOf(year, 1, 6) })
  } else if (from !== null) add('period', { period: monthsOf(year, 1, 12) })
  return misses
}
