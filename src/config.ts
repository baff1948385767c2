/** The only reader of the environment: read once, checked, reported by name when wrong; values are never printed. */
import { delimiter } from 'node:path'
import { z } from 'zod'

const optional = z.string().min(1).optional()

const environment = z.object({
  TELEGRAM_BOT_TOKEN: optional,
  DISCORD_BOT_TOKEN: optional,
  /** Knowledge folders, later ones adding to and overriding earlier ones. */
  KNOWLEDGE_DIR: z.string().min(1, 'is empty').default('knowledge'),
  /** Stands in for today. */
  NOW: z.iso.date('is not a day; write it as 2020-04-09').optional(),
})

export type Config = {
  telegramToken: string | undefined
  discordToken: string | undefined
  knowledgeFolders: string[]
  /** ISO day: the answer to "what day is it" in China, where the figures and the readers are. */
  today: () => string
}

/** A setting that is wrong, said by name and without its value. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** @throws ConfigError listing every wrong setting */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const checked = environment.safeParse(given)
  if (!checked.success)
    throw new ConfigError(checked.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'))
  const { TELEGRAM_BOT_TOKEN, DISCORD_BOT_TOKEN, KNOWLEDGE_DIR, NOW } = checked.data
  return {
    telegramToken: TELEGRAM_BOT_TOKEN,
    discordToken: DISCORD_BOT_TOKEN,
    knowledgeFolders: KNOWLEDGE_DIR.split(delimiter).filter((folder) => folder !== ''),
    today: () => NOW ?? new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }),
  }
}
