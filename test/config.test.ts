/** The environment: what is taken from it, and what is said when it is wrong. */
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

test('nothing needs to be set', () => {
  expect(readConfig({})).toMatchObject({
    telegramToken: undefined,
    telegramWebhook: undefined,
    discordToken: undefined,
    httpPort: undefined,
    logLevel: 'info',
    knowledgeFolders: ['knowledge'],
    store: { address: 'sqlite:data/bot.sqlite', chosen: false, secret: undefined },
    unansweredDays: 0,
    operators: new Set(),
  })
})

test('what is set empty is not set', () => {
  expect(readConfig({ TELEGRAM_BOT_TOKEN: '', HTTP_PORT: '', LOG_LEVEL: '' })).toMatchObject({
    telegramToken: undefined,
    httpPort: undefined,
    logLevel: 'info',
  })
})

test('Telegram is reached where it is said to be', () => {
  expect(
    readConfig({
      TELEGRAM_BOT_TOKEN: '123:abc-DEF_1',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
      TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook',
      TELEGRAM_WEBHOOK_SECRET: 'a_b-1',
    }),
  ).toMatchObject({
    telegramToken: '123:abc-DEF_1',
    telegramApiRoot: 'http://127.0.0.1:8081',
    telegramWebhook: { url: 'https://bot.example/hook', secret: 'a_b-1' },
    httpPort: 8080,
  })
})

test.each([
  ['TELEGRAM_BOT_TOKEN', 'bot123'],
  ['TELEGRAM_API_ROOT', 'somewhere'],
  ['TELEGRAM_API_ROOT', 'ftp://a.test'],
  ['TELEGRAM_WEBHOOK_URL', 'http://bot.test'],
  ['TELEGRAM_WEBHOOK_SECRET', 'with spaces'],
  ['HTTP_PORT', '70000'],
  ['HTTP_PORT', 'eighty'],
  ['HTTP_PORT', '80.5'],
  ['LOG_LEVEL', 'loud'],
  ['NOW', 'yesterday'],
  ['DATABASE_URL', 'mysql://somewhere'],
  ['STORE_SECRET', 'hunter2'],
  ['KEEP_UNANSWERED', 'a week'],
  ['KEEP_UNANSWERED', '-1'],
  ['KEEP_ANSWERS', '0.5'],
  ['OPERATORS', 'Ann and Bob'],
])('a wrong %s is said by its name, and %s is not printed', (name, value) => {
  const wrong = () => readConfig({ [name]: value })
  expect(wrong).toThrow(ConfigError)
  expect(wrong).toThrow(new RegExp(`^${name} \\S`))
  expect(wrong).not.toThrow(value)
})

test('operators are named as the adapters name people', () => {
  expect(readConfig({ OPERATORS: 'telegram:1, discord:2' }).operators).toEqual(new Set(['telegram:1', 'discord:2']))
})

test('all that is wrong is said at once', () => {
  expect(() => readConfig({ HTTP_PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/HTTP_PORT .*\nLOG_LEVEL /)
})
