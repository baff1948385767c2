/** Fills a gap: with an example question for an entry that answers it, or with a stub that somebody is to write; and with a question for the bank. */

import { sameWords } from '../knowledge/checks/phrasings.ts'
import { toSimplified } from '../language/script.ts'
import { type Gap, plainQuestion } from './gaps.ts'
import { askInBank, notComingBack } from './new-record.ts'
import { type Proposal, propose } from './proposal.ts'
import { Refusal } from './refusal.ts'
import { nearestTo, type Workspace } from './workspace.ts'

export type Filling = {
  gap: Gap
  /** The guidance that answers it; absent: the nearest. */
  to?: string | undefined
  /** Absent: the telling words of the question. */
  phrase?: string | undefined
  /** For the bank; absent: as people asked. */
  ask?: string | undefined
  /** ISO day. */
  today: string
}

/** @throws Refusal where it is not clear what to add, or to what */
export async function addPhrasing(workspace: Workspace, { gap, today, ...chosen }: Filling): Promise<Proposal> {
  const id = chosen.to ?? entryFor(gap)
  const place = workspace.find(id, 'guidance')
  if (!place) throw new Refusal(`there is no guidance entry "${id}"${nearestTo(id, workspace, 'guidance')}`)
  const phrase = chosen.phrase ?? gap.phrase
  if (phrase === null) throw new Refusal(inOtherWords(gap))
  const ask = chosen.ask ?? questionBeside(phrase, gap)
  workspace.edit(place.file, { insert: phrase, into: [place.index, 'questions', gap.language] })
  askInBank(workspace, place.file.path, [{ ask, expect: { entry: id } }])
  return { ...propose(workspace), remarks: await notComingBack(workspace, id, [ask], today) }
}

export type Beginning = {
  gap: Gap
  id: string
  /** Inside the knowledge folder; one that is not there yet is begun. */
  file: string
  ask?: string | undefined
}

function entryFor({ nearest }: Gap): string {
  if (nearest?.kind === 'guidance') return nearest.id
  throw new Refusal(
    nearest
      ? 'it asks for a figure: npm run new -- figure adds one; or name with --to the entry that says why there is none'
      : 'no entry comes near; name one with --to, or begin one with --stub',
  )
}

/** @throws Refusal where the file is not for guidance */
export function addStub(workspace: Workspace, { gap, id, file, ask: chosen }: Beginning): Proposal {
  if (!/^guidance\/[a-z0-9-]+\.yaml$/.test(file))
    throw new Refusal(`a stub goes into a file of guidance, such as guidance/reporting.yaml, not into "${file}"`)
  const ask = chosen ?? plainQuestion(gap.wordings[0]?.text ?? '')
  const others = gap.wordings.slice(1).map(({ text }) => toSimplified(plainQuestion(text)))
  const examples = [...(gap.phrase === null ? [] : [gap.phrase]), ...others].filter((one) => isOther(one, ask))
  const questions = examples.length > 0 ? { questions: { [gap.language]: examples } } : {}
  workspace.edit(file, { insert: { id, stub: true, ...questions }, into: [] })
  askInBank(workspace, file, [{ ask, expect: { entry: id } }])
  workspace.edit('questions/known-failures.yaml', { insert: ask, into: [] })
  return propose(workspace, [
    `Nobody is answered with "${id}" yet: write it and take out \`stub: true\`, and then its question out of questions/known-failures.yaml.`,
  ])
}

const isOther = (a: string, b: string): boolean => sameWords(a) !== sameWords(b)

/** The most asked wording that is another sentence than the example: the bank must not repeat it. */
function questionBeside(phrase: string, gap: Gap): string {
  const question = gap.wordings.map(({ text }) => plainQuestion(text)).find((text) => isOther(text, phrase))
  if (question === undefined) throw new Refusal(inOtherWords(gap))
  return question
}

const inOtherWords = ({ wordings }: Gap): string =>
  `"${wordings[0]?.text}" cannot be example and question of the bank at once; give the example in other words: --phrase "…"`
