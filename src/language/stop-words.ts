/** Words that carry grammar and manners, not meaning. Compared by stem (English) or as they stand (Chinese). */
import { stem } from './units.ts'

const ENGLISH =
  `a about all also am an and any are as at be been being but by can could did do does doing for from get got had has have having he her here him his
   how i if in into is it its just know let like may me might my no not of off ok okay on one only or our out over please pls plz she should so some
   tell than thank thanks that the their them then there these they thing things this those to too up us very was we were what when where whether which while who
   whom whose why will with would you your yours hi hello hey sorry bother question ask asking wondering wonder want wanna need help explain give show say said
   really actually maybe much many ever ya u ur im dont doesnt isnt cant whats hows theres ppl n w r exactly find out info information about anyone someone something give me
   kind sort again now still quite bit lot same then ok okay instead rather called
   via using so-called last year years since because`.split(/\s+/)

const CHINESE =
  '的 了 吗 呢 吧 啊 呀 么 嘛 和 与 及 或 在 是 有 我 你 您 他 她 它 我们 你们 他们 这 那 这个 那个 这些 那些 什么 啥 怎么 怎样 如何 为什么 哪 哪些 哪个 哪里 谁 多少 几 请 请问 想 想问 问 一下 告诉 知道 说 说说 介绍 能 可以 会 要 应该 就 都 也 还 又 再 很 把 被 给 对 从 到 于 以 之 而 但 不 没 没有 到底 究竟 关于 一个 一 个 吗 嗎 呃 哦 您好 你好 谢谢 看 看看 就看 往后 之后 后来 接着 麻烦 帮 帮我 查 查查 问问 知'.split(
    ' ',
  )

const STEMS = new Set([...ENGLISH.map((word) => stem(word)), ...ENGLISH, ...CHINESE])

/** True for a stem or a Chinese word that says nothing about the subject. */
export const isStopWord = (key: string): boolean =>
  STEMS.has(key) || (key.charCodeAt(0) >= FIRST_NUMERAL && CHINESE_NUMERAL.test(key))

/** Amounts written in characters: what they count tells, not they. */
const FIRST_NUMERAL = '〇'.charCodeAt(0)
const CHINESE_NUMERAL = /^(?:[〇零一二三四五六七八九十百千万亿两]{2,}|[十百千万亿年])$/u
