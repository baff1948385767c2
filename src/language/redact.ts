/**
 * Takes out of a text what tells who wrote it, or of whom it speaks: numbers of papers, cards and phones, addresses of every kind, names
 * that are given as names. In doubt it takes out too much; figures, years, articles and hotlines stay. A name in the middle of a sentence,
 * with nothing that says it is one, cannot be told from any other word and stays.
 */
import { normalise } from './normalise.ts'

export function redact(text: string): string {
  return RULES.reduce((left, [pattern, replacement]) => {
    // The overloads of `replace` want to know which of the two it is.
    return typeof replacement === 'string' ? left.replace(pattern, replacement) : left.replace(pattern, replacement)
  }, normalise(text))
    .replace(/ {2,}/g, ' ')
    .trim()
}

type Rule = [pattern: RegExp, replacement: string | ((found: string, ...groups: string[]) => string)]

const SURNAMES =
  '欧阳|司马|上官|诸葛|司徒|夏侯|皇甫|尉迟|公孙|慕容|长孙|端木|[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文]'
/** Whom one calls to do something, in place of what somebody is called. */
const NOT_NAMES = '(?!他|她|它|你|您|我|人|别人|大家|朋友|警察|妈|爸|老|家人|谁|誰|什么|什麼)'

/** What follows a label: behind a colon or the like anything, otherwise only what holds a digit. */
const labelled = (labels: string): RegExp =>
  new RegExp(
    `(${labels})(\\s*(?:id|号码|號碼|号|號|账号|賬號|number|no\\.?|#|:|是|为|為|is)+\\s*[A-Za-z0-9][\\w-]{3,}|\\s*(?=[A-Za-z_-]*\\d)[A-Za-z0-9][\\w-]{4,})`,
    'giu',
  )

const RULES: Rule[] = [
  [/[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+/gu, '[email]'],
  [/(?:https?:\/\/|hxxps?:\/\/|www\.)[!-~]+/giu, '[link]'],
  [
    /(?<![\w.@])(?:[a-z0-9-]+\.)+(?:com|cn|net|org|io|me|top|xyz|info|vip|cc|app|site|online|shop|club|live|co|ly|hk|tw|uk)(?![\w-])(?:\/[!-~]*)?/giu,
    '[link]',
  ],
  [/(?<![\w.])@\w[\w.]+/gu, '[handle]'],
  // Judgments name people; their number finds them.
  [/[(（]\d{4}[)）]\s*\p{Script=Han}{1,2}\d{0,4}\p{Script=Han}{1,3}\d+号/gu, '[case]'],
  [labelled('wechat|weixin|whatsapp|telegram|qq|微信|扣扣|支付宝|支付寶|抖音|alipay'), '$1 [handle]'],
  [
    labelled(
      '账号|賬號|账户|賬戶|卡号|卡號|订单|訂單|单号|單號|验证码|驗證碼|密码|密碼|邮编|郵編|account|card|order|password|passcode|otp|zip|postcode|passport|护照|護照|身份证|身份證',
    ),
    '$1 [number]',
  ],
  // Papers: a resident's identity number in parts, passports, the cards of Hong Kong and Taiwan.
  [/(?<!\d)\d{6}[ -]\d{8}[ -]\d{3}[\dXx](?![\dA-Za-z])/gu, '[id]'],
  [/(?<![A-Za-z])[A-Za-z]{1,2}\d{7,9}(?!\d)/gu, '[id]'],
  [/(?<![A-Za-z])[A-Za-z]{1,2}\d{6}\([\dAa]\)/gu, '[id]'],
  [/(?<!\d)\d{4}(?:[ -]\d{4}){2,3}(?:[ -]?\d{1,4})?(?!\d)/gu, (found) => (areYears(found) ? found : '[card]')],
  [/\+\s?\d[\d ()-]{5,17}\d/gu, '[phone]'],
  [/(?<!\d)(?:0086|86)?[ -]?1[3-9]\d[ -]\d{4}[ -]\d{4}(?!\d)/gu, '[phone]'],
  [/(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[ -]?[2-9]\d{6,7}(?!\d)/gu, '[phone]'],
  [/(?<![\d.,])(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d,])/gu, '[phone]'],
  [
    /(phone|tel|telephone|mobile|call me (?:at|on)|number is|电话|電話|手机|手機|座机)(\s*(?:number|号码|號碼|号|號|is|是|at|on|:)*\s*)\d[\d -]{5,}\d/giu,
    '$1$2[phone]',
  ],
  [/\d{10,}[Xx]?/gu, longNumber],
  [/(?<!\d)\d{9,17}[Xx](?![A-Za-z])/gu, '[id]'],
  [/[零〇一二三四五六七八九幺]{7,}/gu, '[number]'],
  // Names given as names.
  [
    /\b(my (?:full |real )?name(?:'s| is)|i(?:'m| am) called|(?:full |real )?name\s*:)\s*(?:\p{Script=Han}{2,4}|\p{L}[\p{L}'.-]*(?:\s+(?!(?:and|i|i'm|but|from|who|or|my|was|am|is|have|has|lost|got|what|how|can|please|help|the|a)\b)\p{L}[\p{L}'.-]*){0,2})/giu,
    '$1 [name]',
  ],
  [/\b(Mr|Mrs|Ms|Miss|Dr|MR|MRS|MS)(\.?\s+)\p{Lu}\p{L}+(?:\s+\p{Lu}\p{L}+)?/gu, '$1$2[name]'],
  [
    new RegExp(
      `(我叫做?|我的?名字(?:是|叫)|本人叫?|姓名\\s*[:是]?|名叫|名字叫)\\s*${NOT_NAMES}(?:(?:${SURNAMES})\\p{Script=Han}{1,2}|[A-Za-z][A-Za-z'-]*(?: [A-Z][A-Za-z'-]*)?|\\p{Script=Han}{2,3})`,
      'gu',
    ),
    '$1[name]',
  ],
  [new RegExp(`(?:${SURNAMES})\\p{Script=Han}{0,2}(先生|女士|小姐|太太)`, 'gu'), '[name]$1'],
  // Where somebody lives: a street with a number, a building, a room. Provinces and cities are places of figures, and stay.
  [
    /[\p{Script=Han}\d]{0,20}(?:路|街|巷|弄|大道|胡同|小区|小區|花园|花園|公寓|大厦|大廈|村|新村|家园|家園)\s*\d+\s*(?:号|號|弄|栋|棟|幢|座|组|組)(?:[\d\p{Script=Han} -]{0,10}(?:室|单元|單元|楼|樓|层|層|号|號|户|戶))?(?:\s*\d+)?/gu,
    '[address]',
  ],
  [
    /\d+\s*(?:号楼|號樓|栋|棟|幢|单元|單元)\s*(?:\d+\s*(?:单元|單元|楼|樓|层|層))?\s*(?:\d+\s*(?:室|号|號)?)?/gu,
    '[address]',
  ],
  [
    /\b(?:no\.?\s*)?\d{1,5}[A-Za-z]?,?\s+(?:\p{Lu}[\w'.-]*\s+){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Square|Terrace|Close)\b\.?/gu,
    '[address]',
  ],
  [/\b(?:no\.?\s*)?\d{1,5}[a-z]?,?\s+(?:[a-z'.-]+\s+){1,3}(?:street|road|rd|avenue|lane|boulevard)\b/giu, '[address]'],
  [/\b(?:room|rm|flat|apartment|apt|suite|building|block)\.?\s*#?\s?\d+[a-z]?\b/giu, '[address]'],
]

const areYears = (groups: string): boolean => groups.split(/[ -]/).every((group) => /^(?:19|20)\d\d$/.test(group))

/** Nothing is counted so exactly: a long number that is not round belongs to somebody. */
function longNumber(found: string): string {
  if (/^\d{10,14}$/.test(found) && /0000$/.test(found) && !/^1[3-9]\d{9}$/.test(found)) return found
  if (hasIdChecksum(found)) return '[id]'
  if (/^(?:0086|86)?1[3-9]\d{9}$/.test(found)) return '[phone]'
  return hasLuhnChecksum(found) ? '[card]' : '[number]'
}

/** GB 11643: the last character of a resident's identity number follows from the others. */
export function hasIdChecksum(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false
  const sum = [...text.slice(0, -1)].reduce(
    (total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11),
    0,
  )
  return '10X98765432'[sum % 11] === text.at(-1)?.toUpperCase()
}

/** ISO/IEC 7812, for bank cards. */
export function hasLuhnChecksum(text: string): boolean {
  if (!/^\d{12,19}$/.test(text)) return false
  const sum = [...text].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
