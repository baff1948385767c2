/** What Telegram shows about the bot: its commands in each kind of chat and language, and its descriptions. Written only where it differs. */
import type { Api } from 'grammy'
import type { BotCommand, BotCommandScope, LanguageCode } from 'grammy/types'
import type { Services } from '../../src/adapter.ts'
import { cut } from '../../src/bounds/cut.ts'
import type { Language } from '../../src/message.ts'
import { COMMAND_DESCRIPTION, DESCRIPTION, SHORT_DESCRIPTION } from './limits.ts'

/** Telegram tells languages apart by two letters, so that both Chinese scripts share one list. */
const LANGUAGES: { language: Language; code: LanguageCode | undefined }[] = [
  { language: 'en', code: undefined },
  { language: 'zh-Hans', code: 'zh' },
]

export async function register(api: Api, { commands, say }: Pick<Services, 'commands' | 'say'>): Promise<void> {
  for (const { language, code } of LANGUAGES) {
    const options = code ? { language_code: code } : {}
    const listed = commands(language)
    const everyone = listed.filter((command) => command.for === 'everyone')
    const scopes: [BotCommandScope['type'], typeof listed][] = [
      ['all_private_chats', everyone],
      ['all_group_chats', everyone],
      ['all_chat_administrators', listed],
    ]
    for (const [type, wanted] of scopes) await setCommands({ type } as BotCommandScope, options, wanted.map(described))
    const about = cut(say('about', language), DESCRIPTION)
    if ((await api.getMyDescription(options)).description !== about) await api.setMyDescription(about, options)
    const short = cut(say('about-short', language), SHORT_DESCRIPTION)
    if ((await api.getMyShortDescription(options)).short_description !== short)
      await api.setMyShortDescription(short, options)
  }

  async function setCommands(scope: BotCommandScope, options: object, wanted: BotCommand[]): Promise<void> {
    const there = await api.getMyCommands({ scope, ...options })
    if (JSON.stringify(there) !== JSON.stringify(wanted)) await api.setMyCommands(wanted, { scope, ...options })
  }
}

const described = ({ name, description }: { name: string; description: string }): BotCommand => ({
  command: name,
  description: cut(description, COMMAND_DESCRIPTION),
})
