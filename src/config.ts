/** The only reader of the environment: read once, checked, reported by name when wrong; values are never printed. */
import { delimiter } from 'node:path'
import { z } from 'zod'

const address = z
  .url({ protocol: /^https?$/, error: 'is not an address such as https://example.org' })
  .transform((url) => url.replace(/\/+$/, ''))
const https = z.url({ protocol: /^https$/, error: 'is not an https address; Telegram takes no other' })

const days = (least: number) =>
  z.coerce
    .number('is not a number of days')
    .int('is not a number of days')
    .min(least, 'is too small a number of days')
    .max(3650, 'is more than ten years of days')

/** Which shards of how many: `0,1/4`. */
const shards = z
  .string()
  .regex(/^\d+(?:,\d+)*\/\d+$/, 'is not written as 0,1/4: these shards of so many')
  .transform((text) => {
    const [ids = '', count = ''] = text.split('/')
    return { ids: ids.split(',').map(Number), count: Number(count) }
  })
  .refine(({ ids, count }) => ids.every((id) => id < count), 'names a shard that there is not; they count from 0')
  .refine(({ ids }) => new Set(ids).size === ids.length, 'names a shard twice')

const environment = z.object({
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'does not look like a token; @BotFather gives one such as 123456:ABC-DEF')
    .optional(),
  /** Another Bot API server: a self-hosted one. */
  TELEGRAM_API_ROOT: address.optional(),
  /** Where Telegram reaches this program from outside; absent: the program asks Telegram for updates. */
  TELEGRAM_WEBHOOK_URL: https.optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'may hold 1 to 256 letters, digits, _ and - only')
    .optional(),
  DISCORD_BOT_TOKEN: z
    .string()
    .regex(
      /^[\w-]+\.[\w-]+\.[\w-]+$/,
      'does not look like a token; the Developer Portal gives one of three parts with dots between',
    )
    .optional(),
  /** Another server that speaks Discord's API, as `https://discord.com/api` does. */
  DISCORD_API_ROOT: address.optional(),
  DISCORD_SHARDS: shards.optional(),
  DISCORD_DEVELOPMENT_SERVER: z
    .string()
    .regex(/^\d{17,20}$/, "is not a server's id of 17 to 20 digits")
    .optional(),
  /** Names of platforms, or of packages and files that hold one; absent: those that have a token. */
  ADAPTERS: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .refine((names) => names.every((name) => name !== ''), 'has a name missing; write it as telegram,discord')
    .optional(),
  /** For `/healthz`, `/metrics` and webhooks; absent and without a webhook: nothing is listened on. */
  HTTP_PORT: z.coerce
    .number('is not a port number')
    .int('is not a port number')
    .min(0, 'is not a port number')
    .max(65_535, 'is not a port number')
    .optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'is none of debug, info, warn, error and silent')
    .default('info'),
  /** Knowledge folders, later ones adding to and overriding earlier ones. */
  KNOWLEDGE_DIR: z.string().min(1, 'is empty').default('knowledge'),
  /** Where settings, votes and answers are kept: a file, or a PostgreSQL that any number of processes share. */
  DATABASE_URL: z
    .string()
    .regex(/^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)$/s, 'is neither sqlite:FILE nor postgres://user@host/database')
    .optional(),
  /** What the ids in the store are hashed with. */
  STORE_SECRET: z.string().min(32, 'is shorter than 32 characters; openssl rand -base64 32 makes one').optional(),
  /** Days for which a correction can follow an answer. */
  KEEP_ANSWERS: days(1).optional(),
  /** Days for which questions without an answer are kept, redacted; absent: none are. */
  KEEP_UNANSWERED: days(0).optional(),
  /** Who may pause the bot in a chat: persons as the adapters name them. */
  OPERATORS: z
    .string()
    .regex(
      /^\s*[a-z]+:[\w-]+(?:[\s,]+[a-z]+:[\w-]+)*[\s,]*$/,
      'names people as telegram:123456789, separated by commas',
    )
    .optional(),
  /** Stands in for today. */
  NOW: z.iso.date('is not a day; write it as 2020-04-09').optional(),
})

/** Every variable that the program reads. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape)

/** Where things are kept when nothing else is said. */
const USUAL_STORE = 'sqlite:data/bot.sqlite'
/** Listened on when a webhook needs a port and none was chosen. */
const USUAL_PORT = 8080

export type Config = {
  telegramToken: string | undefined
  telegramApiRoot: string | undefined
  telegramWebhook: { url: string; secret: string | undefined } | undefined
  discordToken: string | undefined
  discordApiRoot: string | undefined
  discordShards: { ids: number[]; count: number } | undefined
  discordDevelopmentServer: string | undefined
  /** Undefined: every platform that has a token, and the terminal where there is none. */
  adapters: string[] | undefined
  /** What is set for a platform that is not part of this program: every variable that begins with its name, `SOME_PACKAGE_…`. */
  settingsOf(name: string): Record<string, string>
  /** Undefined: no HTTP server is wanted. */
  httpPort: number | undefined
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  knowledgeFolders: string[]
  store: {
    address: string
    /** Whether somebody said so: a chat at the terminal needs none. */
    chosen: boolean
    secret: string | undefined
    /** Of the database, as it stands in the address: for striking it out. */
    password: string | undefined
    /** Undefined: the store's own rule. */
    answerDays: number | undefined
  }
  /** 0: none are kept. */
  unansweredDays: number
  operators: ReadonlySet<string>
  /** ISO day: the answer to "what day is it" in China, where the figures and the readers are. */
  today: () => string
}

/** A setting that is wrong, said by name and without its value. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly isConfiguration = true
}

/** Whether it is the configuration that has to be changed, so that trying again is of no use: exit code 2. */
export const isConfiguration = (error: unknown): boolean =>
  error instanceof Error && 'isConfiguration' in error && error.isConfiguration === true

/** @throws ConfigError listing every wrong setting */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const checked = environment.safeParse(given)
  if (!checked.success)
    throw new ConfigError(checked.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'))
  const { TELEGRAM_WEBHOOK_URL, TELEGRAM_WEBHOOK_SECRET, HTTP_PORT, KNOWLEDGE_DIR, NOW } = checked.data
  return {
    telegramToken: checked.data.TELEGRAM_BOT_TOKEN,
    telegramApiRoot: checked.data.TELEGRAM_API_ROOT,
    telegramWebhook: TELEGRAM_WEBHOOK_URL ? { url: TELEGRAM_WEBHOOK_URL, secret: TELEGRAM_WEBHOOK_SECRET } : undefined,
    discordToken: checked.data.DISCORD_BOT_TOKEN,
    discordApiRoot: checked.data.DISCORD_API_ROOT,
    discordShards: checked.data.DISCORD_SHARDS,
    discordDevelopmentServer: checked.data.DISCORD_DEVELOPMENT_SERVER,
    adapters: checked.data.ADAPTERS,
    settingsOf: (name) => startingWith(prefixOf(name), given),
    httpPort: HTTP_PORT ?? (TELEGRAM_WEBHOOK_URL ? USUAL_PORT : undefined),
    logLevel: checked.data.LOG_LEVEL,
    knowledgeFolders: KNOWLEDGE_DIR.split(delimiter).filter((folder) => folder !== ''),
    store: {
      address: checked.data.DATABASE_URL ?? USUAL_STORE,
      chosen: checked.data.DATABASE_URL !== undefined,
      secret: checked.data.STORE_SECRET,
      password: passwordIn(checked.data.DATABASE_URL),
      answerDays: checked.data.KEEP_ANSWERS,
    },
    unansweredDays: checked.data.KEEP_UNANSWERED ?? 0,
    operators: new Set(checked.data.OPERATORS?.split(/[\s,]+/).filter((name) => name !== '')),
    today: () => NOW ?? new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }),
  }
}

function passwordIn(address: string | undefined): string | undefined {
  const { password = '' } = (address?.startsWith('postgres') && URL.parse(address)) || {}
  return password === '' ? undefined : decodeURIComponent(password)
}

/** `@scope/some-package` is set up by `SOME_PACKAGE_…`, a file by its name. */
function prefixOf(name: string): string {
  const [base = ''] = name.split('/').at(-1)?.split('.') ?? []
  return `${base.replace(/[^a-z0-9]+/gi, '_').toUpperCase()}_`
}

const startingWith = (prefix: string, given: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (name.startsWith(prefix) && value ? [[name, value]] : [])),
  )
