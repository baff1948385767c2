/** What an adapter hands in: one message of one person, free of any platform. */

export type Language = 'en' | 'zh-Hans' | 'zh-Hant'

export type Message = {
  /**
   * Whose memory of what was said before: a private chat, or one person in one thread of a group.
   * Opaque and stable across restarts; begins with the adapter's name (`terminal:1`).
   */
  conversation: string
  text: string
  chat: 'private' | 'group'
  /** Whether the bot was spoken to: always true in a private chat. */
  addressed: boolean
  /** In which way it was spoken to in a group. */
  by?: 'command' | 'mention' | 'reply'
  /** The language the person asked to be answered in; absent: the language of the message. */
  language?: Language
  /** The language of the person's own program, for messages that have none, such as `/start`. */
  hint?: Language | undefined
  /** The group or server whose settings hold; begins with the adapter's name. Absent in a group: nobody there has set the bot up. */
  place?: string
  /** The topic, thread or channel within the place, where it has several. */
  thread?: string | undefined
  /** A button of an earlier reply was pressed: its token, as the reply gave it. There is no text then. */
  press?: string
  /** The person changed a message that was answered before. */
  edited?: boolean
  /** What the adapter claimed for this message: settled as soon as there is a reply. */
  delivery?: string
  /** Whoever wrote is a program. */
  fromBot?: boolean
  /** The platform can show the reply to this person alone. */
  whispers?: boolean
  /** What is not meant for the bot never reaches it here, whatever admins set. */
  hears?: 'addressed'
  /** Who wrote, opaque: for "one vote each". Never kept in clear. */
  person?: string
  /** Asks the platform whether this person may change the settings of the place. */
  isAdmin?: () => Promise<boolean>
  /** Asks the platform what the bot can do in the place, for those who set it up. */
  situation?: () => Promise<readonly Situation[]>
}

/** What a platform lets the bot do in a place. Each has its words in `knowledge/voice.yaml`. */
export type Situation =
  | 'hears-everything'
  | 'hears-when-addressed'
  | 'hears-no-others-text'
  | 'telegram-hear-more'
  | 'may-speak'
  | 'may-not-speak'
  | 'may-not-send-pictures'

/** The language of ours for the IETF tag of a person's program; undefined where there is no tag. */
export function languageOf(tag: string | undefined): Language | undefined {
  if (tag === undefined) return undefined
  if (!/^zh\b/iu.test(tag)) return 'en'
  return /hant|tw|hk|mo/iu.test(tag) ? 'zh-Hant' : 'zh-Hans'
}
