/** The commands that Discord lists: in every language, for the right people, and written only when they changed. */
import { expect, test } from 'vitest'
import { commandsFor } from '../../../adapters/discord/register.ts'
import { buildBot } from '../../../src/conversation/bot.ts'
import { answerer, TODAY } from '../../shipped.ts'
import { connect, start } from './chats.ts'
import { type DiscordServer, startDiscord } from './discord-server.ts'
import { checkCommands } from './documented-limits.ts'

const { commands } = buildBot(answerer, () => TODAY)
const everywhere = (api: DiscordServer) => api.listed.get('') ?? []

/** Runs the bot until it has looked at its commands. */
async function runOnce(api: DiscordServer, setting: Parameters<typeof start>[1] = {}): Promise<void> {
  const looked = () => api.calls.filter(({ kind, method }) => kind === 'commands' && method === 'GET').length
  const [writes, before] = [api.writes(), looked()]
  const { stop, ended } = start(api, setting)
  await api.until(() => looked() > before, 'a look at the commands')
  await api.until(() => api.writes() > writes, 'a write', 150).catch(() => {})
  stop.abort()
  await ended
}

test('every command, its options and the two menus over messages, in three languages', async () => {
  const { api, leave } = await connect()
  await api.until(() => api.writes() === 1, 'the commands')
  const listed = everywhere(api)
  const slash = listed.filter(({ type }) => type === 1)
  expect(slash.map(({ name }) => name)).toEqual(commands('en').map(({ name }) => name))
  expect(listed.filter(({ type }) => type === 3).map(({ name }) => name)).toEqual([
    'Answer this question',
    'Explain the figures',
  ])
  for (const { name_localizations: names, description_localizations: descriptions, type } of listed)
    for (const locale of ['zh-CN', 'zh-TW']) {
      expect(names?.[locale]).toMatch(/\p{Script=Han}/u)
      if (type === 1) expect(descriptions?.[locale]).toMatch(/\p{Script=Han}/u)
    }
  const [ask] = slash
  expect(ask?.options?.[0]).toMatchObject({
    name: 'question',
    name_localizations: { 'zh-CN': '问题', 'zh-TW': '問題' },
    required: true,
    autocomplete: true,
  })
  expect(await leave()).toEqual([])
})

test('/settings and /status are for those who may manage the server, and in servers alone', () => {
  const listed = commandsFor(commands)
  const forAdmins = listed.filter((command) => 'default_member_permissions' in command)
  expect(forAdmins.map(({ name }) => name)).toEqual(
    commands('en').flatMap((command) => (command.for === 'admins' ? [command.name] : [])),
  )
  for (const command of forAdmins)
    expect(command).toMatchObject({ default_member_permissions: '32', contexts: [0], integration_types: [0] })
  const [ask] = listed
  expect(ask).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] })
})

test('they are written at the first start, not at the second, and again when they changed', async () => {
  const api = await startDiscord()
  await runOnce(api)
  expect(api.writes()).toBe(1)
  await runOnce(api)
  expect(api.writes()).toBe(1)
  const changed = (language: Parameters<typeof commands>[0]) =>
    commands(language).map((command) => ({ ...command, description: `${command.description} now` }))
  await runOnce(api, { services: { commands: changed } })
  expect(api.writes()).toBe(2)
  await api.close()
  expect(api.violations).toEqual([])
})

test('what another program wrote over them is put right', async () => {
  const api = await startDiscord()
  await runOnce(api)
  api.listed.set('', everywhere(api).slice(1))
  await runOnce(api)
  expect(api.writes()).toBe(2)
  await api.close()
})

test('for those who work on the bot, in their server alone', async () => {
  const api = await startDiscord()
  const developmentServer = '123456789012345678'
  await runOnce(api, { options: { developmentServer } })
  expect(api.listed.get(developmentServer)?.length).toBeGreaterThan(10)
  expect(everywhere(api)).toEqual([])
  await runOnce(api, { options: { developmentServer } })
  expect(api.writes()).toBe(1)
  await api.close()
})

test('a failure to write them stops nothing, and is told', async () => {
  const api = await startDiscord()
  api.fail('commands', { status: 403, code: 50001, message: 'Missing Access' })
  const { stop, ended, health, log } = start(api)
  await api.until(() => log.some(({ text }) => /could not be brought up to date/.test(text)), 'a line')
  expect(health()).toEqual({ state: 'ready' })
  stop.abort()
  await ended
  await api.close()
})

test.each([
  ['capitals', { name: 'Ask' }, /no name/],
  ['a blank', { name: 'ask this' }, /no name/],
  ['a long description', { description: 'x'.repeat(101) }, /description/],
])('the local server would notice %s', (_what, wrong, says) => {
  const [first, ...others] = commandsFor(commands)
  expect(checkCommands([{ ...first, ...wrong }, ...others] as Parameters<typeof checkCommands>[0]).join()).toMatch(says)
})
