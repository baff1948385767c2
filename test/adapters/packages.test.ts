/** Platforms that the configuration names: those of this program, a package that is installed, a file. */
import { once } from 'node:events'
import { existsSync, symlinkSync, unlinkSync } from 'node:fs'
import { connect as open, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wantedBy } from '../../adapters/index.ts'
import type { Log, Services } from '../../src/adapter.ts'
import { readConfig } from '../../src/config.ts'
import { buildBot } from '../../src/conversation/bot.ts'
import { answerer, ROOT, TODAY } from '../shipped.ts'
import { conforms, type Person } from './conformance.ts'
import { startProgram } from './program.ts'
import type { Seen } from './same-facts.ts'

const NAME = 'online-crime-bot-lines'
const FOLDER = join(ROOT, 'test/adapters/example-package')
const INSTALLED = join(ROOT, 'node_modules', NAME)
const QUESTION = 'how many people were prosecuted for online crime in 2021'

/** As `npm link` installs it. */
beforeAll(() => {
  if (!existsSync(INSTALLED)) symlinkSync(FOLDER, INSTALLED, 'junction')
})
afterAll(() => unlinkSync(INSTALLED))

const named = (adapters: string, more: Record<string, string> = {}) => {
  const config = readConfig({ ADAPTERS: adapters, ...more })
  return { config, entries: wantedBy(config) }
}
const quiet = () => {}
const bot = buildBot(answerer, () => TODAY)
const services = (log: Partial<Log> = {}): Services => ({
  ...bot,
  draw: () => Promise.reject(new Error('no painter here')),
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet, ...log },
  meter: { count: quiet, took: quiet, latency: quiet },
})

/** Somebody who connects to the example, and reads each answer whole. */
async function someone(port: number): Promise<Person & { closed: Promise<unknown> }> {
  const socket: Socket = open(port, '127.0.0.1').setEncoding('utf8')
  await once(socket, 'connect')
  const answers: string[] = []
  const waiting: ((answer: string) => void)[] = []
  let read = ''
  socket.on('data', (text) => {
    read += text
    const whole = read.split('\f\n')
    read = whole.pop() ?? ''
    for (const answer of whole) {
      answers.push(answer)
      waiting.shift()?.(answer)
    }
  })
  const send = (text: string): void => void socket.write(`${text}\n`)
  const say = async (text: string): Promise<Seen> => {
    const answer = new Promise<string>((resolve) => waiting.push(resolve))
    send(text)
    return { text: await answer, addresses: [], labels: [] }
  }
  return {
    ...{ say, send, pick: (choice) => say(String(choice + 1)), answers: () => answers.length },
    closed: once(socket, 'close'),
  }
}

conforms({
  name: NAME,
  groups: false,
  async open(respond) {
    const { config, entries } = named(NAME)
    const port = Promise.withResolvers<number>()
    const info: Log['info'] = (fields) => port.resolve(Number(fields.port))
    const adapter = await entries[0]?.load(config, services({ info }))
    if (!adapter) throw new Error('the package was not found')
    const stop = new AbortController()
    const ended = adapter.run(respond, stop.signal)
    const people: { closed: Promise<unknown> }[] = []
    return {
      async person() {
        const one = await someone(await port.promise)
        people.push(one)
        return one
      },
      health: () => adapter.health(),
      async stop() {
        stop.abort()
        await ended
        await Promise.all(people.map(({ closed }) => closed))
      },
      close: async () => [],
    }
  },
})

describe('ADAPTERS', () => {
  test('names platforms in their order, whatever has a token', () => {
    const { entries } = named('terminal, telegram', { DISCORD_BOT_TOKEN: 'a.b.c' })
    expect(entries.map(({ name }) => name)).toEqual(['terminal', 'telegram'])
  })

  test('left out, those run that have a token, and the terminal where there is none', () => {
    const wanted = (env: Record<string, string>) => wantedBy(readConfig(env)).map(({ name }) => name)
    expect(wanted({})).toEqual(['terminal'])
    expect(wanted({ DISCORD_BOT_TOKEN: 'a.b.c', TELEGRAM_BOT_TOKEN: '1:a' })).toEqual(['telegram', 'discord'])
  })

  test.each([
    ['no-such-package', /ADAPTERS names no-such-package, which cannot be found. There are terminal, telegram, discord/],
    ['./no/such/file.js', /ADAPTERS names \.\/no\/such\/file\.js, which cannot be found/],
    ['yaml', /ADAPTERS names yaml, which exports no function `connect`/],
    ['telegram', /ADAPTERS names telegram, which needs TELEGRAM_BOT_TOKEN/],
    ['discord', /ADAPTERS names discord, which needs DISCORD_BOT_TOKEN/],
  ])('%s is refused with what to do', async (name, says) => {
    const { config, entries } = named(name)
    await expect(entries[0]?.load(config, services())).rejects.toThrow(says)
  })

  test('a package is handed its own settings, and no others', () => {
    const { config } = named(NAME, { ONLINE_CRIME_BOT_LINES_PORT: '7', DISCORD_BOT_TOKEN: 'a.b.c' })
    expect(config.settingsOf(NAME)).toEqual({ ONLINE_CRIME_BOT_LINES_PORT: '7' })
    expect(config.settingsOf(`@scope/${NAME}`)).toEqual({ ONLINE_CRIME_BOT_LINES_PORT: '7' })
  })
})

describe('npm start', { timeout: 30_000 }, () => {
  test.each([NAME, './test/adapters/example-package/index.js'])('with ADAPTERS=%s', async (name) => {
    const program = startProgram({ ADAPTERS: name })
    const ann = await someone(await program.port())
    expect((await ann.say(QUESTION)).text).toMatch(/282,000/)
    ann.send(QUESTION)
    program.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    expect(program.output().err).not.toMatch(/282,000|prosecuted/)
  })

  test('with a name that nothing has: one line, exit 1', async () => {
    const program = startProgram({ ADAPTERS: 'no-such-package', LOG_LEVEL: 'silent' })
    expect(await program.ended).toBe(1)
    expect(program.output().err).toMatch(/^ADAPTERS names no-such-package, which cannot be found\. .*\n$/)
  })
})
