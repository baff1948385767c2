/** What an adapter hands in: one message of one person, free of any platform. */

export type Language = 'en' | 'zh-Hans' | 'zh-Hant'

export type Message = {
  /** Opaque and stable across restarts; begins with the adapter's name (`terminal:1`). */
  conversation: string
  text: string
  chat: 'private' | 'group'
  /** Whether the bot was spoken to: always true in a private chat. */
  addressed: boolean
  /** The language the person asked to be answered in; absent: the language of the message. */
  language?: Language
}
