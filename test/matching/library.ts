/** A small knowledge base that has nothing to do with crime. */
import type { MatchEntry } from '../../src/matching/index.ts'

export const LIBRARY: MatchEntry[] = [
  {
    id: 'library-card',
    phrasings: ['How do I get a library card?', 'Where can I apply for a library card?', '怎么办借书证？'],
  },
  {
    id: 'late-fee',
    phrasings: [
      'What does it cost to return a book late?',
      'How much is the fine for an overdue book?',
      '图书逾期要罚多少钱？',
    ],
  },
  {
    id: 'opening-hours',
    phrasings: ['When is the library open?', 'Opening hours of the library on Sunday', '图书馆几点开门？'],
  },
  {
    id: 'renew-loan',
    phrasings: ['Can I renew a book that I borrowed?', 'Extend the loan of a book', '借的书可以续借吗？'],
  },
  {
    id: 'lost-book',
    phrasings: ['I lost a book of the library', 'What happens when a borrowed book is lost?', '图书弄丢了怎么办？'],
  },
]
