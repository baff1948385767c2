/** Commands that write into the store: pause, resume, settings. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pause, resume } from '../../src/cli/pause.ts'
import { settings } from '../../src/cli/settings.ts'
import { withStore } from '../../src/cli/store.ts'
import { readConfig } from '../../src/config.ts'
import { DEFAULTS } from '../../src/conversation/settings.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commands-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const configFor = (name: string, secret?: string) =>
  readConfig({ DATABASE_URL: `sqlite:${join(folder, name)}`, ...(secret ? { STORE_SECRET: secret } : {}) })

type Command = typeof pause

async function run(command: Command, args: string[], config = configFor('bot.sqlite')) {
  const lines: string[] = []
  const errors: string[] = []
  const code = await command(args, config, { out: (text) => lines.push(text), err: (text) => errors.push(text) })
  return { code, out: lines.join('\n'), err: errors.join('\n') }
}

describe('pause and resume', () => {
  test('from the beginning to the record of it', async () => {
    expect(await run(pause, [])).toEqual({ code: 0, out: 'Never paused.', err: '' })
    // To ask makes no store.
    expect(existsSync(join(folder, 'bot.sqlite'))).toBe(false)
    expect(await run(pause, ['the', 'figure of 2021 is wrong'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Paused/),
    })
    expect(await run(pause, ['again'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/paused already/),
    })
    expect((await run(pause, [])).out).toMatch(/^\S+Z to now; begun by [\w-]+: the figure of 2021 is wrong$/)
    expect(await run(resume, [])).toMatchObject({ code: 0, out: 'Answering again.' })
    expect(await run(resume, [])).toMatchObject({ code: 1, err: 'It is not paused.' })
    const [told] = JSON.parse((await run(pause, ['--json'])).out)
    expect(told).toMatchObject({
      reason: 'the figure of 2021 is wrong',
      by: expect.any(String),
      resumedAt: expect.any(String),
    })
  })

  test.each<[Command, string[]]>([
    [pause, [' ']],
    [pause, ['--why']],
    [resume, ['now']],
  ])('called wrongly, says how', async (command, args) => {
    expect(await run(command, args)).toMatchObject({ code: 2, err: expect.stringMatching(/Usage/) })
  })
})

describe('settings', () => {
  const SECRET = 'a secret of the tests, long enough to be one'
  const set = (name: string, secret = SECRET) =>
    withStore(configFor(name, secret), async (store) => {
      await store.settings.remember('test:a', { ...DEFAULTS, cooldown: 5, threads: ['42'] }, 'test:ann', DEFAULTS)
      await store.settings.remember('test:a', { ...DEFAULTS, cooldown: 60, threads: ['42'] }, 'test:bob')
      await store.settings.move('test:a', 'test:b')
    })

  test('go out as YAML that says who changed what when, and come in again elsewhere', async () => {
    await set('one.sqlite')
    const out = join(folder, 'settings.yaml')
    expect(await run(settings, ['export', out], configFor('one.sqlite', SECRET))).toMatchObject({
      code: 0,
      err: '1 place exported.',
    })
    const text = readFileSync(out, 'utf8')
    expect(text).not.toMatch(/\bann\b|\bbob\b|test:/)
    expect(text).toMatch(/key: cooldown\n\s+value: 60/)
    expect(statSync(out).mode & 0o077).toBe(0)
    expect(await run(settings, ['import', out], configFor('two.sqlite', SECRET))).toMatchObject({
      code: 0,
      out: '1 place imported.',
    })
    await withStore(configFor('two.sqlite', SECRET), async (store) => {
      expect(await store.settings.recall('test:b')).toMatchObject({ cooldown: 60, threads: ['42'] })
      expect(await store.settings.changes('test:b')).toHaveLength(3)
    })
    // The same again changes nothing, and is the same.
    await run(settings, ['import', out], configFor('two.sqlite', SECRET))
    expect((await run(settings, ['export'], configFor('two.sqlite', SECRET))).out).toBe(text.trimEnd())
  })

  test('edited by hand are taken as they stand, and who did so is on record', async () => {
    await set('one.sqlite')
    const file = join(folder, 'settings.yaml')
    await run(settings, ['export', file], configFor('one.sqlite', SECRET))
    writeFileSync(file, readFileSync(file, 'utf8').replace('cooldown: 60', 'cooldown: 300'))
    expect((await run(settings, ['import', file], configFor('one.sqlite', SECRET))).code).toBe(0)
    await withStore(configFor('one.sqlite', SECRET), async (store) => {
      expect(await store.settings.recall('test:b')).toMatchObject({ cooldown: 300 })
      const [change, before] = await store.settings.changes('test:b')
      expect(change).toMatchObject({ key: 'cooldown', value: 300 })
      expect(change?.by).not.toBe(before?.by)
    })
  })

  test.each([
    ['cooldown: 60', 'cooldown: soon', /settings\.yaml:\d+ {2}places\.0\.settings\.cooldown: /],
    ['speak: addressed', 'speek: addressed', /places\.0\.settings: .*speek/],
    ['known_as:', 'known_as: [', /settings\.yaml:\d+ {2}\S/],
    [/store: .*/, 'store: otherwise', /another secret/],
    [/^.*$/s, '- 1', /The file: /],
  ])('a file in which %s became %s is told of at its line, and nothing is imported', async (from, to, problem) => {
    await set('one.sqlite')
    const file = join(folder, 'settings.yaml')
    await run(settings, ['export', file], configFor('one.sqlite', SECRET))
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
    const imported = await run(settings, ['import', file], configFor('one.sqlite', SECRET))
    expect(imported).toMatchObject({ code: 1, out: '', err: expect.stringMatching(problem) })
    expect(imported.err).toMatch(/Nothing was imported/)
  })

  test.each([[[]], [['import']], [['export', 'a', 'b']], [['show']]])('called with %j, says how', async (args) => {
    expect(await run(settings, args)).toMatchObject({ code: 2, err: expect.stringMatching(/Usage/) })
  })
})
