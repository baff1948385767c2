/** Which language a message is written in. Short, misspelt and mixed messages are the rule, so evidence is counted, not guessed. */
import { isTraditional } from './script.ts'
import type { Unit } from './units.ts'

export type Detected = 'en' | 'zh-Hans' | 'zh-Hant' | 'other' | 'none'

/** Words that only one language has and that nearly every sentence of it holds; common to none of the lists. */
const FUNCTION_WORDS: Record<string, string> = {
  en: 'the what how many is are was were who does do did can i my of and in to for when where why which have has been there if you should not about with tell a an it that this me please will would',
  es: 'el la los las qué que cuántas cuántos cuantas cuantos como cómo para por una del fueron está son hay personas delito delitos puedo hola dónde donde más necesito ayuda con un mi fraude dinero',
  fr: 'le les des du une est sont combien comment personnes pour dans qui quoi où avec ont été je puis bonjour sur quelles quels cybercriminalité escroquerie',
  de: 'der die das ist sind wie viele wurden und ein eine mit für ich kann nicht menschen wegen was wo warum betrug angeklagt',
  pt: 'os uma são quantas quantos pessoas foram em não para como onde está golpe crimes posso fazer',
  it: 'il gli una sono quante quanti persone come dove perché nel della truffa stati reati posso',
  nl: 'het een zijn hoeveel mensen wat hoe waar werden vervolgd ik kan niet voor',
  id: 'yang apa berapa orang bagaimana dan di untuk saya tidak dengan dari penipuan adalah',
  vi: 'là bao nhiêu người như thế nào gì có không tôi bị lừa đảo của và cho truy tố',
  tr: 'bir ne kaç kişi nasıl ve için dolandırıcılık nedir bu mi değil suç',
  pl: 'jest ile osób jak co się nie czy gdzie oszustwo w na za do przestępstwa',
  ru: 'сколько что как',
}
const LANGUAGES_OF_WORD = new Map<string, string[]>()
for (const [language, words] of Object.entries(FUNCTION_WORDS)) {
  for (const word of words.split(' ')) LANGUAGES_OF_WORD.set(word, [...(LANGUAGES_OF_WORD.get(word) ?? []), language])
}

const CHINESE_GRAMMAR = /[的了吗呢吧么嗎麼什怎多少几幾哪谁誰是有没沒被这這那请請如何為为]/u
/** Characters that only written Cantonese has, which is read where traditional characters are. */
const CANTONESE = /[咁嘅喺唔冇佢哋嚟啲嗰]/u
const OTHER_SCRIPT =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Greek}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/gu

/**
 * @param isKnown whether a word belongs to the vocabulary of the knowledge base: such words count as English
 */
export function detectLanguage(text: string, units: readonly Unit[], isKnown: (stem: string) => boolean): Detected {
  const han = units.filter((unit) => unit.kind === 'han').length
  const words = units.filter((unit) => unit.kind === 'word')
  const foreign = text.match(OTHER_SCRIPT)?.length ?? 0
  if (foreign > 0 && foreign * 3 >= han) return 'other'
  const evidence = new Map<string, number>()
  for (const word of words) {
    for (const language of LANGUAGES_OF_WORD.get(word.text) ?? [])
      evidence.set(language, (evidence.get(language) ?? 0) + 1)
  }
  const english = evidence.get('en') ?? 0
  if (han > 0 && !(english > 0 && !CHINESE_GRAMMAR.test(text)))
    return isTraditional(text) || CANTONESE.test(text) ? 'zh-Hant' : 'zh-Hans'
  if (words.length === 0) return units.length > 0 ? 'en' : 'none'
  const known = words.filter((word) => isKnown(word.key)).length
  const strongest = Math.max(0, ...[...evidence].map(([language, count]) => (language === 'en' ? 0 : count)))
  const accented = words.filter((word) => /\P{ASCII}/u.test(word.text)).length
  if (strongest + accented > english + known * 0.5 && strongest + accented >= (words.length <= 3 ? 1 : 2))
    return 'other'
  return 'en'
}
