/** Questions as people mistype them: keyboard slips, swapped, missing and doubled letters; in Chinese a character that sounds the same. */
import { hash } from './sets.ts'

const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** Letters beside each on the keyboard. */
const NEIGHBOURS = new Map(
  KEYBOARD.flatMap((row, line) =>
    [...row].map((letter, place): [string, string] => [
      letter,
      [row[place - 1], row[place + 1], KEYBOARD[line - 1]?.[place], KEYBOARD[line + 1]?.[place]]
        .filter(Boolean)
        .join(''),
    ]),
  ),
)

/** Short words are rarely mistyped, and changing one letter of them makes another word. */
const SHORTEST = 4

type Random = () => number
type Homophones = (character: string) => string

/**
 * One or two slips, always the same for the same text and draw.
 * @param homophones common characters that sound like the one given
 */
export function withTypos(text: string, homophones: Homophones, draw = 0): string {
  const random = randomFrom(hash(text) + draw)
  let typed = text
  for (let left = 1 + (random() % 2); left > 0; left--) typed = withTypo(typed, random, homophones)
  return typed
}

function withTypo(text: string, random: Random, homophones: Homophones): string {
  const places = [
    ...[...text.matchAll(/[a-z]+/gi)]
      .filter(([word]) => word.length >= SHORTEST)
      .map((match) => ({ at: match.index, length: match[0].length })),
    ...[...text.matchAll(/\p{Script=Han}/gu)]
      .filter(([character]) => homophones(character) !== '')
      .map((match) => ({ at: match.index, length: 1 })),
  ]
  const place = places[random() % (places.length || 1)]
  if (!place) return text
  const end = place.at + place.length
  const word = text.slice(place.at, end)
  const typed = place.length === 1 ? oneOf([...homophones(word)], random) : mistyped(word, random)
  return text.slice(0, place.at) + typed + text.slice(end)
}

function mistyped(word: string, random: Random): string {
  // People rarely miss the first letter.
  const at = 1 + (random() % (word.length - 1))
  const letter = word[at] as string
  switch (random() % 4) {
    case 0:
      return (
        word.slice(0, at) + oneOf([...(NEIGHBOURS.get(letter.toLowerCase()) ?? letter)], random) + word.slice(at + 1)
      )
    case 1:
      return word.slice(0, at - 1) + letter + word[at - 1] + word.slice(at + 1)
    case 2:
      return word.slice(0, at) + word.slice(at + 1)
    default:
      return word.slice(0, at) + letter + word.slice(at)
  }
}

const oneOf = (list: readonly string[], random: Random): string => list[random() % list.length] as string

/** Numbers that look random and are the same every time (Park and Miller). */
export function randomFrom(seed: number): Random {
  let state = (seed % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state
  }
}
