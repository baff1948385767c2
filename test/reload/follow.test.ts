/** Knowledge files that change under a running bot: real files, a real thread. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answerer, buildAnswerer } from '../../src/answering/answer.ts'
import { openKnowledge } from '../../src/knowledge/open.ts'
import { type Following, followKnowledge } from '../../src/reload/follow.ts'
import { edited, goodBase, writeFiles } from '../knowledge/good-base.ts'
import { TODAY } from '../shipped.ts'

let folder: string
let following: Following | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'follow-'))
  writeFiles(folder, goodBase())
})
afterEach(async () => {
  await following?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const GUIDANCE = 'guidance/reporting.yaml'
const write = (text: string) => writeFiles(folder, edited(GUIDANCE, 'Call the police on 110', text))

/** A bot that follows the folder: what it answers now, and what it logged. */
async function followed() {
  const { knowledge } = await openKnowledge([folder])
  if (!knowledge) throw new Error('the good base has no problems')
  let inUse: Answerer = buildAnswerer(knowledge)
  const log: { level: string; fields: Record<string, unknown> }[] = []
  const at = (level: string) => (fields: Record<string, unknown>) => void log.push({ level, fields })
  let replaced = () => {}
  following = followKnowledge({
    folders: [folder],
    inUse,
    replace(answerer) {
      inUse = answerer
      replaced()
    },
    log: { info: at('info'), error: at('error') },
  })
  return {
    following,
    log,
    ask: () => inUse.answer({ text: 'how do i report a fraud', today: TODAY }).reply.text,
    version: () => inUse.knowledge.version,
    /** Resolves when something takes the place of what is in use. */
    next: () => new Promise<void>((resolve) => (replaced = resolve)),
  }
}

test('a saved file is noticed, and what it says is answered', async () => {
  const { following, ask, next, version, log } = await followed()
  const before = version()
  const replaced = next()
  write('Ring 110')
  await replaced
  expect(ask()).toContain('Ring 110')
  expect(version()).not.toBe(before)
  expect(following.state()).toMatchObject({ version: version(), failure: null, counts: { taken: 1, refused: 0 } })
  expect(log).toEqual([{ level: 'info', fields: { version: version(), took: expect.any(Number) } }])
})

test('what was built on the thread answers as what is built here', async () => {
  const { following, ask } = await followed()
  write('Ring 110')
  await following.look()
  const { knowledge } = await openKnowledge([folder])
  expect(
    knowledge && buildAnswerer(knowledge).answer({ text: 'how do i report a fraud', today: TODAY }).reply.text,
  ).toBe(ask())
})

describe('files with a problem', () => {
  test('are told with their first problems, and answers go on', async () => {
    const { following, ask, log, version } = await followed()
    const before = version()
    write('Call 119')
    await following.look()
    expect(ask()).toContain('Call the police on 110')
    const { failure, version: inUse, counts } = following.state()
    expect({ inUse, refused: counts.refused }).toEqual({ inUse: before, refused: 1 })
    expect(failure).toMatchObject({
      problems: 2,
      first: expect.arrayContaining([expect.stringMatching(/reporting\.yaml:\d+:\d+ {2}unbound-number/)]),
    })
    expect(log).toEqual([{ level: 'error', fields: { problems: 2, first: failure?.first, version: before } }])
  })

  test('count no more once they are mended, or are again as they were', async () => {
    const { following, ask } = await followed()
    write('Call 119')
    await following.look()
    write('Ring 110')
    await following.look()
    expect(ask()).toContain('Ring 110')
    expect(following.state().failure).toBeNull()
    write('Call 119')
    await following.look()
    expect(following.state().failure).not.toBeNull()
    write('Ring 110')
    await following.look()
    expect(following.state()).toMatchObject({ failure: null, counts: { taken: 1, refused: 2 } })
  })

  test('or that are gone are problems as well', async () => {
    const { following, ask } = await followed()
    rmSync(folder, { recursive: true })
    await following.look()
    expect(following.state().failure?.first[0]).toMatch(/no-folder/)
    expect(ask()).toContain('Call the police on 110')
  })
})

test('a file that is saved as it was replaces nothing', async () => {
  const { following, log } = await followed()
  writeFiles(folder, goodBase())
  await following.look()
  expect(following.state().counts).toEqual({ taken: 0, refused: 0 })
  expect(log).toEqual([])
})

test('what changes while something is built is built after it', async () => {
  const { following, ask } = await followed()
  write('Ring 110')
  const first = following.look()
  write('Phone 110')
  await Promise.all([first, following.look()])
  expect(ask()).toContain('Phone 110')
})

test('a stop ends what is being built', async () => {
  const { following, ask } = await followed()
  write('Ring 110')
  const looking = following.look()
  await following.stop()
  await looking
  expect(ask()).toContain('Call the police on 110')
})
