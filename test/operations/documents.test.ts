/** What operators copy from the documentation is held to the program: the unit, the containers, the tables, the commands. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig, VARIABLES } from '../../src/config.ts'
import { MINUTES } from '../../src/conversation/memory.ts'
import { buildMetrics } from '../../src/operations/metrics.ts'
import { openStore } from '../../src/store/open.ts'
import { ROOT } from '../shipped.ts'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const PAGE = read('docs/operations.md')
const START: string = JSON.parse(read('package.json')).scripts.start
/** What `npm start` runs, without what only a shell needs. */
const COMMAND = /^exec node (.+?) \|\|/.exec(START)?.[1] ?? ''
const FOLDER = 'docs/operations'

describe('the unit for systemd', () => {
  const settings = read(`${FOLDER}/online-crime-bot.service`)
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const)
  const valuesOf = (name: string): string[] => settings.filter(([key]) => key === name).map(([, value]) => value)

  test('runs what npm start runs, with the Node.js that npm ci brings', () => {
    const [folder] = valuesOf('WorkingDirectory')
    expect(valuesOf('ExecStart')).toEqual([`${folder}/node_modules/.bin/node ${COMMAND}`])
    expect(existsSync(join(ROOT, 'node_modules/.bin/node'))).toBe(true)
  })

  test('sets variables that there are, to values that are taken', () => {
    const env = Object.fromEntries(valuesOf('Environment').map((pair) => pair.split(/=(.*)/s).slice(0, 2)))
    expect(Object.keys(env).filter((name) => !VARIABLES.includes(name))).toEqual([])
    const { store, httpPort } = readConfig(env)
    expect(store.address).toBe(`sqlite:/var/lib/${valuesOf('StateDirectory')[0]}/bot.sqlite`)
    expect(httpPort).toBe(8080)
  })

  test('does not start again what is configured wrongly, and gives answers on their way the time they are promised', () => {
    expect(valuesOf('RestartPreventExitStatus')).toEqual(['2'])
    expect(Number(valuesOf('TimeoutStopSec')[0])).toBeGreaterThan(25)
    expect(PAGE).toContain('journalctl -u online-crime-bot')
  })
})

describe('the containers', () => {
  const compose = parse(read(`${FOLDER}/compose.yaml`))
  const { bot, database, proxy } = compose.services
  const dotenv: Record<string, string> = {
    BOT_HOST: 'bot.example.org',
    TELEGRAM_BOT_TOKEN: '123456:ABC-DEF',
    TELEGRAM_WEBHOOK_SECRET: 'abc',
    STORE_SECRET: 'x'.repeat(44),
    POSTGRES_PASSWORD: 'secret1',
  }
  const filled = (text: string): string =>
    text.replace(/\$\{(\w+)\}/g, (_, name: string) => dotenv[name] ?? `no ${name}`)
  const environment: Record<string, string> = Object.fromEntries(
    Object.entries<string>(bot.environment).map(([name, value]) => [name, filled(value)]),
  )

  test('are given variables that there are, and values that are taken', () => {
    expect(Object.keys(environment).filter((name) => !VARIABLES.includes(name))).toEqual([])
    const config = readConfig(environment)
    expect(config.telegramWebhook?.url).toBe('https://bot.example.org/telegram')
    expect(new URL(config.store.address)).toMatchObject({
      hostname: 'database',
      username: database.environment.POSTGRES_USER,
      pathname: `/${database.environment.POSTGRES_DB}`,
      password: 'secret1',
    })
    for (const name of Object.keys(dotenv)) expect(read(`${FOLDER}/compose.yaml`).split('\n')[1]).toContain(name)
  })

  test('let the world in to the webhook alone', () => {
    const { pathname } = new URL(environment.TELEGRAM_WEBHOOK_URL ?? '')
    const [served] = proxy.configs
    const rules = filled(compose.configs[served.source].content)
    expect(rules).toContain(`handle ${pathname} {`)
    expect(rules).toContain(`dynamic a bot ${environment.HTTP_PORT}`)
    expect(rules).toContain('respond 404')
    expect([bot.ports, database.ports]).toEqual([undefined, undefined])
  })

  test('ask for health where it is served, and give answers on their way their time', () => {
    expect(bot.healthcheck.test.join(' ')).toContain(`127.0.0.1:${environment.HTTP_PORT}/healthz`)
    expect(Number.parseInt(bot.stop_grace_period, 10)).toBeGreaterThan(25)
  })

  test('are built from what there is, and run what npm start runs', () => {
    const lines = read(`${FOLDER}/Dockerfile`).split('\n')
    expect(existsSync(join(ROOT, FOLDER, bot.build.context, bot.build.dockerfile))).toBe(true)
    const copied = lines.filter((line) => line.startsWith('COPY')).flatMap((line) => line.split(' ').slice(1, -1))
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
    const command = JSON.parse(lines.find((line) => line.startsWith('CMD'))?.slice(4) ?? '')
    expect(command.join(' ')).toBe(`node ${COMMAND}`)
    const { engines } = JSON.parse(read('package.json'))
    expect(lines).toContain(`FROM node:${engines.node.slice(2)}-slim`)
  })
})

describe('the page for operators', () => {
  test('explains every number that the program gives, and no other', async () => {
    const text = await buildMetrics({ healthOf: () => new Map() }).text()
    const given = new Set([...text.matchAll(/^# HELP (bot_\w+)/gm)].map(([, name]) => name))
    const explained = new Set([...PAGE.matchAll(/^\| `(bot_\w+)` \|/gm)].map(([, name]) => name))
    expect(given.size).toBeGreaterThan(5)
    expect(explained).toEqual(given)
  })

  test('says for how long things are kept as the store keeps them', async () => {
    const { retention, close } = await openStore('sqlite::memory:')
    await close()
    const rows = PAGE.split('\n').filter((line) => line.startsWith('| '))
    const kept = (what: string): string | undefined => rows.find((row) => row.startsWith(`| ${what}`))
    expect(kept('the last question')).toContain(`${MINUTES} minutes`)
    expect(kept('that something was delivered')).toContain(`${retention.deliveries} days`)
    expect(kept('which figures')).toContain(`${retention.answers} days`)
    for (const what of ['who changed', 'a vote', 'pauses']) expect(kept(what)).toContain(`${retention.history} days`)
  })

  test('names lines that the program says', () => {
    const said = ['open', 'migrate', 'sqlite', 'postgres'].map((file) => read(`src/store/${file}.ts`)).join('\n')
    const section = PAGE.slice(PAGE.indexOf('## What it says when it does not start'))
    const lines = [...section.matchAll(/^\| (.+?) \| /gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, line = '']) => line),
    )
    expect(lines.length).toBeGreaterThan(9)
    expect(
      lines.map((line) => line.replace(/^… /, '')).filter((line) => line !== 'is not …' && !said.includes(line)),
    ).toEqual([])
  })

  test('gives a backup command that copies a store that is in use', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backup-'))
    const [file, copy] = [join(folder, 'bot.sqlite'), join(folder, 'backup.sqlite')]
    const store = await openStore(`sqlite:${file}`)
    await store.settings.remember('test:a', { cooldown: 5 })
    const command = /^npx node (-e ".+") data\/bot\.sqlite backup\.sqlite$/m.exec(PAGE)?.[1] ?? 'no command'
    execFileSync('sh', ['-c', `"$0" ${command} "$1" "$2"`, process.execPath, file, copy])
    const secret = readFileSync(`${file}.secret`, 'utf8').trim()
    await store.close()
    const restored = await openStore(`sqlite:${copy}`, { secret })
    expect(await restored.settings.recall('test:a')).toEqual({ cooldown: 5 })
    await restored.close()
    rmSync(folder, { recursive: true })
  })

  test('names commands and files that there are', () => {
    const scripts = JSON.parse(read('package.json')).scripts
    const named = [...PAGE.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
    const links = [...PAGE.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => path)
    expect(links.filter((path) => !existsSync(join(ROOT, dirname('docs/operations.md'), path)))).toEqual([])
  })
})

test('every variable of the environment is explained somewhere', () => {
  const pages = ['README.md', 'adapters/telegram/README.md', 'adapters/discord/README.md'].map(read).join('\n')
  expect(VARIABLES.filter((name) => !pages.includes(`\`${name}\``))).toEqual([])
})
