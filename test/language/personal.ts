/** Made-up people: their numbers, addresses and names, in sentences of both languages. Nothing here belongs to anybody. */
import fc from 'fast-check'

/** `secret` is what must not be found in a text any more, `text` the sentence that holds it. */
export type Personal = { kind: string; secret: string; text: string }

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''))
const oneOf = (...values: string[]) => fc.constantFrom(...values)
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((list) => list.join(''))
const two = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'))

/** GB 11643: region, birthday, order, and a last character that follows from the others. */
const residentId = joined(
  oneOf('110101', '310115', '440305', '330106', '500112', '650102'),
  fc.integer({ min: 1950, max: 2010 }).map(String),
  two(1, 12),
  two(1, 28),
  digits(3),
).map((body) => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (weights[index] ?? 0), 0)
  return body + '10X98765432'[sum % 11]
})

const inParts = (text: string, sizes: readonly number[], between: string): string => {
  const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0))
  const last = sizes.reduce((sum, size) => sum + size, 0)
  return [...starts.map((start, index) => text.slice(start, start + (sizes[index] ?? 0))), text.slice(last)]
    .filter((part) => part !== '')
    .join(between)
}

/** ISO/IEC 7812: 16 or 19 digits, the last of which follows from the others. */
const bankCard = fc
  .tuple(oneOf('622202', '621700', '436742', '400000', '555555'), oneOf('9', '12'))
  .chain(([issuer, rest]) => digits(Number(rest)).map((more) => issuer + more))
  .map((body) => {
    const sum = [...body].reverse().reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
    return body + ((10 - (sum % 10)) % 10)
  })

const mobile = joined(fc.integer({ min: 130, max: 199 }).map(String), digits(8))
const landline = joined(oneOf('010', '021', '0571', '0755'), oneOf('-', ' ', ''), oneOf('8', '6', '2'), digits(7))
const foreign = joined(oneOf('+1 415 555 ', '+44 20 7946 ', '+852 5123 '), digits(4))

const letters = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: least, maxLength: most })
const account = joined(letters(4, 8), oneOf('', '_', '.'), digits(2))
const email = joined(account, oneOf('@'), letters(3, 8), oneOf('.com', '.cn', '.com.cn', '.org', '.co.uk'))
const link = joined(
  oneOf('https://', 'http://', 'www.', ''),
  letters(4, 9),
  oneOf('.com/', '.top/', '.xyz/', '.cn/'),
  letters(3, 8),
  oneOf('', '?id=7', '/pay'),
)

const hanName = joined(
  oneOf(...'王 李 张 刘 陈 杨 赵 黄 周 吴 欧阳 司马'.split(' ')),
  oneOf(...'伟 芳 娜 敏 静 磊 强 军 洋 艳'.split(' ')),
  oneOf('', '华', '明', '丽'),
)
const latinName = joined(
  oneOf('Alice', 'Bob', 'Mohammed', 'Siobhan', 'Wei', 'Xiaoming', 'Jean-Luc'),
  oneOf(' '),
  oneOf('Zhang', 'Okafor', 'Smithers', "O'Neil", 'Lindqvist'),
)
const hanAddress = joined(
  oneOf('浙江省杭州市西湖区', '上海市浦东新区', '深圳市南山区', ''),
  oneOf('文三路', '中山北街', '幸福巷', '人民大道', '阳光小区'),
  fc.integer({ min: 1, max: 999 }).map(String),
  oneOf('号', '弄', '栋'),
  oneOf('', '3单元502室', '12楼'),
)
const latinAddress = joined(
  fc.integer({ min: 1, max: 9999 }).map(String),
  oneOf(' '),
  oneOf('Baker Street', 'Wensan Road', 'Old Mill Lane', 'Nathan Road', 'West Lake Avenue'),
)

type Told = readonly [kind: string, value: fc.Arbitrary<string>, en: readonly string[], zh: readonly string[]]

/** `~` stands for the value. Some are labelled, some stand in the middle of a sentence, some touch their neighbours. */
const TOLD: readonly Told[] = [
  [
    'identity number',
    residentId,
    ['my ID number is ~, is that a problem', 'they have ~ from me'],
    ['我的身份证号是~，会不会被冒用', '骗子拿到了~怎么办'],
  ],
  [
    'identity number in parts',
    residentId.map((id) => inParts(id, [6, 8], ' ')),
    ['they have ~ from me'],
    ['骗子拿到了~怎么办'],
  ],
  [
    'bank card',
    bankCard,
    ['I paid to ~ yesterday', 'money went to card ~ and is gone'],
    ['钱转到了~这个账户', '卡号~能冻结吗'],
  ],
  [
    'bank card in parts',
    bankCard.map((card) => inParts(card, [4, 4, 4, 4], ' ')),
    ['I paid to ~ yesterday'],
    ['钱转到了~，还能追回吗'],
  ],
  ['mobile phone', mobile, ['call me at ~ please', 'he rang from ~'], ['请打~联系我', '对方电话~，一直在骚扰']],
  [
    'mobile phone in parts',
    mobile.map((phone) => inParts(phone, [3, 4], '-')),
    ['he rang from ~'],
    ['对方号码~，是诈骗吗'],
  ],
  ['mobile phone with its country', mobile.map((phone) => `+86 ${phone}`), ['he rang from ~'], ['来电显示~']],
  ['landline', landline, ['he rang from ~, is it the police'], ['来电显示~，是公安局吗']],
  ['phone of another country', foreign, ['a man from ~ wants money'], ['来电显示~']],
  ['e-mail', email, ['write to ~ then', '(~)'], ['邮箱~收到了勒索信', '联系~']],
  ['link', link, ['is ~ a scam', 'I clicked ~ and paid'], ['我点了~这个链接', '网址 ~ 是诈骗吗']],
  ['handle', account.map((name) => `@${name}`), ['he is ~ on that app'], ['对方是 ~ 这个号']],
  ['account of a messenger', account, ['his WeChat id: ~', 'telegram is ~ if you look'], ['微信号：~', 'QQ号是~']],
  ['name', latinName, ['my name is ~ and I was cheated', "I'm called ~, help"], ['我叫~，被骗了']],
  ['Chinese name', hanName, ['my name is ~'], ['我叫~，被骗了', '姓名：~', '本人叫~。', '我的名字是~，请帮我']],
  ['address', latinAddress, ['I live at ~, who do I go to', '~ is where they met'], ['我住在~，该去哪里报案']],
  ['Chinese address', hanAddress, ['I live at ~.'], ['我住在~，该去哪里报案', '诈骗窝点在~']],
]

/** One told thing of each kind, in each language. */
export const personal: fc.Arbitrary<Personal> = fc.oneof(
  ...TOLD.flatMap(([kind, value, en, zh]) =>
    [en, zh].map((sentences) =>
      fc
        .tuple(value, fc.constantFrom(...sentences))
        .map(([secret, sentence]) => ({ kind, secret, text: sentence.replace('~', () => secret) })),
    ),
  ),
)

export const KINDS = TOLD.map(([kind]) => kind)
export const personalOf = (kind: string, language: 'en' | 'zh'): fc.Arbitrary<Personal> => {
  const [, value, en, zh] = TOLD.find(([name]) => name === kind) ?? []
  if (!value || !en || !zh) throw new Error(`there is no ${kind}`)
  return fc
    .tuple(value, fc.constantFrom(...(language === 'en' ? en : zh)))
    .map(([secret, sentence]) => ({ kind, secret, text: sentence.replace('~', () => secret) }))
}

const year = fc.integer({ min: 1997, max: 2030 }).map(String)
const grouped = fc.integer({ min: 0, max: 999_999_999 }).map((number) => number.toLocaleString('en'))
const plain = fc.integer({ min: 0, max: 9_999_999 }).map(String)
const percent = fc.integer({ min: 0, max: 9999 }).map((number) => `${number / 10}%`)
const round = joined(fc.integer({ min: 1, max: 99_999 }).map(String), oneOf('万', '亿', '万余', '多亿'))
const hotline = oneOf('110', '96110', '12309', '12321', '12377', '12381', '12348', '12389', '95588')
const article = fc.integer({ min: 1, max: 452 }).map(String)

/** Numbers as they stand in questions about figures and law: nobody's. */
export const harmless: fc.Arbitrary<string> = fc.oneof(
  joined(grouped, oneOf(' people were prosecuted in '), year),
  joined(oneOf('prosecuted in '), year, oneOf('–', '-', ' and ', ' to '), year),
  joined(year, oneOf(' '), year, oneOf(' '), year, oneOf(' '), year, oneOf(' compared')),
  joined(oneOf('Article '), article, oneOf('', ' bis', ', paragraph 2', '-1'), oneOf(' of the Criminal Law')),
  joined(oneOf('is '), hotline, oneOf(' the police, or ', ' or '), hotline),
  joined(oneOf('up '), percent, oneOf(' on '), year),
  joined(plain, oneOf(' cases, '), percent, oneOf(' more than '), plain),
  joined(
    fc.integer({ min: 1, max: 999_999 }).map((number) => `${number}0000`),
    oneOf(' yuan was lost'),
  ),
  joined(oneOf('on 7 April '), year),
  joined(oneOf('the card of ', 'by telegram in ', 'with QQ in ', 'wechat frauds '), year),
  joined(year, oneOf('年全国检察机关起诉'), round, oneOf('人')),
  joined(year, oneOf('年至'), year, oneOf('年'), oneOf('起诉', '批捕'), plain, oneOf('人')),
  joined(oneOf('刑法第'), article, oneOf('条', '条之二', '条第一款'), oneOf('怎么规定')),
  joined(oneOf('打'), hotline, oneOf('还是'), hotline),
  joined(oneOf('同比上升'), percent, oneOf('，比'), year, oneOf('年多')),
  joined(oneOf('涉案金额'), round, oneOf('元', '余元')),
  joined(year, oneOf('年1月至11月'), oneOf('起诉电信网络诈骗'), plain, oneOf('人')),
  joined(oneOf('我叫他别转账，还是转了'), plain, oneOf('元')),
  joined(oneOf('微信诈骗', '网络赌博', '帮信罪', '身份证被盗用'), year, oneOf('年有多少起')),
  joined(oneOf('第'), fc.integer({ min: 1, max: 60 }).map(String), oneOf('号公告、第5次会议、3个月')),
)
