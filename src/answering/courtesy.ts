/** Greetings, thanks, and "what can you do". */

export type Courtesy = 'greeting' | 'thanks' | 'help'

const THANKS = /\b(?:thanks?|thank you|thx|cheers)\b|谢|感谢|多谢/u
const GREETING = /\b(?:hi|hello|hey|good (?:morning|evening|afternoon))\b|你好|您好|在吗|哈喽|嗨/u
const HELP =
  /^(?:help|\?+|？+|menu|what can you do|who are you|帮助|你能做什么|你会什么|你是谁|怎么用|菜单)[\s?.!。]*$/u

/** @param contentWords words that carry meaning; where there are any, a greeting only leads in to a question */
export function courtesyOf(text: string, contentWords: number): Courtesy | undefined {
  if (HELP.test(text)) return 'help'
  if (contentWords > 0) return undefined
  if (THANKS.test(text)) return 'thanks'
  return GREETING.test(text) ? 'greeting' : undefined
}
