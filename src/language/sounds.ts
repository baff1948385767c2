/** How a Chinese character sounds, without tone: whoever types by sound and picks the wrong character still types the right sound. */

/**
 * The first character of each syllable (a, ai, an, ang … zun, zuo) in ICU's order by pinyin: a character sounds like the last one here
 * that does not come after it. Of characters with several readings ICU takes one, mostly the commonest.
 */
const FIRST_OF_SYLLABLE =
  '吖哎安肮凹丷挀扳邦勹卑奔伻屄边标憋汃冫癶峬擦偲参仓撡冊嵾噌叉芆辿伥抄车抻阷吃充抽出揣巛刅吹旾逴呲匆凑粗汆崔邨搓咑呆丹当刀嘚扥灯氐嗲敁刁爹丁丟东吺厾偳垖吨多妸诶奀鞥儿发帆匚飞分丰仏紑夫旮侅甘冈皋戈给根刯' +
  '工勾估瓜乖关光归丨呙哈咍佄夯茠诃黒拫亨叿齁乎花怀欢巟灰昏吙讥加戋江艽阶巾坕冂丩凥姢噘军咔开刊忼尻匼剋肎劥空抠刳夸蒯宽匡亏坤扩垃来兰啷捞仂雷塄哩俩奁良撩毟拎伶溜龙瞜噜娈抡啰呣妈埋嫚牤猫嚒坆椚擝咪宀喵吀民' +
  '名谬摸哞毪拏腉囡囔孬疒娞恁能嗯妮拈娘鸟捏囜宁妞农羺奴奻挪噢讴妑拍眅乓抛呸喷匉丕囨剽氕姘乒钋剖仆七掐千呛悄苆亲靑卭丘区奍炔夋呥穣娆惹人扔日戎禸邚堧桵闰捼仨毢三桒掻閪森僧杀筛山伤弰奢申升尸収书刷衰闩双脽吮' +
  '说厶忪凁苏狻夊孙唆他囼坍汤夲忑熥剔天旫帖厅炵偷凸湍推吞乇屲歪弯尢危昷翁挝乌夕呷仙乡灱些心星凶休吁吅疶坃丫恹央幺倻一囙应哟佣优込囦曰晕帀災兂匨傮则贼怎囎扎夈枬张佋蜇贞凧之中州朱抓跩专妆隹宒拙孜宗邹租钻厜尊嘬'

const collator = new Intl.Collator('zh-u-co-pinyin')
const sounds = new Map<string, string>()

/** The same string for characters that sound the same, whatever their tone; empty for anything but a common Chinese character. */
export function soundOf(character: string): string {
  let known = sounds.get(character)
  if (known === undefined) {
    known = lookUp(character)
    sounds.set(character, known)
  }
  return known
}

function lookUp(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x4e00 || code > 0x9fa5) return ''
  let from = 0
  let to = FIRST_OF_SYLLABLE.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (collator.compare(FIRST_OF_SYLLABLE[middle] as string, character) <= 0) from = middle + 1
    else to = middle
  }
  return FIRST_OF_SYLLABLE[from - 1] ?? ''
}
