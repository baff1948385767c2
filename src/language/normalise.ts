/** Any text a person can paste, made safe and comparable. Meaning-bearing characters survive; tricks do not. */

/** Longer messages are read up to here: questions are short, and every later step stays linear in a small number. */
export const LONGEST_QUESTION = 1000

/** C0/C1 controls, soft hyphen, zero-width and direction marks, variation selectors, byte-order mark, tags. */
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/** Most texts: nothing in them that any step below would change. */
const ALREADY_NORMAL = /^[\w,.:;?!'%/()、。\u4e00-\u9fff-]+(?: [\w,.:;?!'%/()、。\u4e00-\u9fff-]+)*$/
/** The marks of Chinese prose, which NFKC makes plain; code points this far above the plain ones. */
const FULL_WIDTH_MARKS = /[，：；？！（）％／]/g
const FULL_WIDTH = 0xfee0

/** Before NFKC too, which takes ´ apart into a space and an accent. */
const SINGLE_QUOTE = /[\u2018\u2019\u02bc\u0060\u00b4]/g
const COMBINING_RUN = /\p{M}+/gu
const LONE_SURROGATE = /\p{Cs}/gu
const HTML_CODE = /<(script|style)\b[^<>]{0,200}>[^<]{0,1000}<\/\1>/gi
const HTML_TAG = /<\/?[a-z][^<>]{0,200}>/gi

/**
 * Unicode NFKC; invisible characters, lone surrogates, HTML tags and stacked accents ("zalgo") removed;
 * typographic quotes and dashes made plain; white space collapsed; at most `LONGEST_QUESTION` UTF-16 units.
 */
export function normalise(text: string): string {
  if (text.length <= LONGEST_QUESTION) {
    const plain = text.replace(FULL_WIDTH_MARKS, (mark) => String.fromCharCode(mark.charCodeAt(0) - FULL_WIDTH))
    if (ALREADY_NORMAL.test(plain)) return plain
  }
  const plain = text
    .slice(0, LONGEST_QUESTION * 4)
    .replace(LONE_SURROGATE, '')
    .replace(SINGLE_QUOTE, "'")
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .normalize('NFD')
    .replace(COMBINING_RUN, (marks) => (marks.length > 2 ? '' : marks))
    .normalize('NFC')
    .replace(SINGLE_QUOTE, "'")
    .replace(/[\u201c\u201d\u300c\u300d\u300e\u300f\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
  return withoutTags(plain)
    .trim()
    .slice(0, LONGEST_QUESTION)
    .replace(/\p{Cs}$/u, '')
    .trimEnd()
}

/** A tag inside a tag (`<a<b>>`) leaves a tag behind when it goes. */
function withoutTags(text: string): string {
  const less = text.replace(HTML_CODE, ' ').replace(HTML_TAG, ' ').replace(/ +/g, ' ')
  return less.length < text.length ? withoutTags(less) : less
}
