/** Everything that is wrong with the knowledge on disk, and everything about it that a person should look at. */
import { buildAnswerer } from '../answering/answer.ts'
import { cacheKey, shelfUnder, writeCache } from '../knowledge/cache.ts'
import { codeFrame, linesOf } from '../knowledge/code-frame.ts'
import { type Loaded, loadFiles, loadKnowledge } from '../knowledge/load.ts'
import { inReadingOrder, isRemark, type Problem } from '../knowledge/problem.ts'
import { codeInfo } from '../knowledge/problem-codes.ts'
import { type Folders, readFolders } from '../knowledge/read-folders.ts'
import { remarksOn } from '../knowledge/remarks/index.ts'
import { keptOn } from '../knowledge/shelf.ts'
import { findCutAnswers } from './cut-answers.ts'
import type { Checked, Finding } from './findings.ts'
import { mayBeFixed } from './fixes.ts'
import { findingsOnce } from './kept-findings.ts'
import { verdictOnce } from './kept-verdict.ts'
import { findLedElsewhere } from './led-elsewhere.ts'
import type { Previews } from './try.ts'

/**
 * @param today ISO day
 * @param previews how each platform shows a reply
 */
export function checkKnowledge(folders: readonly string[], today: string, previews: Previews): Checked {
  const read = readFolders(folders)
  return verdictOnce(read, folders, [today, ...previews.keys()], () => checkFiles(read, folders, today, previews))
}

function checkFiles(read: Folders, folders: readonly string[], today: string, previews: Previews): Checked {
  const loaded = loadFiles(read, folders)
  const { draft, texts } = loaded
  const found = [
    ...loaded.problems,
    ...(loaded.whole ? remarksOn(draft, texts, today) : []),
    ...findingsOnAnswers(loaded, folders, previews, today),
  ]
  const findings = [...Map.groupBy(found.sort(inReadingOrder), ({ file }) => file)].flatMap(([file, inFile]) => {
    const lines = linesOf(texts.get(file) ?? '')
    return inFile.map((problem) => describe(problem, lines))
  })
  return {
    problems: findings.filter((finding) => !isRemark(finding)),
    remarks: findings.filter(isRemark),
    counts: {
      figures: draft.figures.length,
      guidance: draft.guidance.length,
      terms: draft.glossary.length,
      sources: draft.sources.length,
    },
  }
}

/** What reading the files shows, and no asking. */
export function problemsOfForm(folders: readonly string[], today: string): Problem[] {
  const { problems, draft, texts, whole } = loadKnowledge(folders)
  return [...problems, ...(whole ? remarksOn(draft, texts, today) : [])]
}

/** Only knowledge without problems can be asked. */
function findingsOnAnswers(
  { draft, knowledge, answersFrom }: Loaded,
  folders: readonly string[],
  previews: Previews,
  today: string,
): Problem[] {
  if (!knowledge) return []
  const key = cacheKey(answersFrom)
  const shelf = shelfUnder(key)
  return findingsOnce(shelf, [today, ...folders, ...previews.keys()], () => {
    const answerer = buildAnswerer(keptOn(shelf, knowledge))
    const found = [...findCutAnswers(draft, knowledge, previews, today), ...findLedElsewhere(draft, answerer, today)]
    // The matchers that were built for it serve the next start of the bot.
    writeCache(key, knowledge)
    return found
  })
}

/** @param lines of its file; none where the file could not be read */
function describe(problem: Problem, lines: readonly string[]): Finding {
  const { level, mend } = codeInfo(problem.code)
  return {
    ...problem,
    level,
    mend,
    fixable: mayBeFixed(problem),
    frame: codeFrame(lines, problem) || null,
  }
}
