/** Words that most guessable passwords are made of, English and Vietnamese, without accents. */
const WORDS = new Set(
  (
    'password passw0rd passwort passphrase secret admin administrator root superuser user guest test tester demo default ' +
    'changeme change letmein welcome login signin access master monkey dragon sunshine princess football baseball ' +
    'superman batman shadow michael iloveyou trustno1 whatever computer internet server system database neo4j graphql ' +
    'qwerty qwertyuiop qwertyuiopasdfghjkl qwertyasdf qwertyasdfgh asdfghjkl asdfgh asdf zxcvbnm zxcvbn zxcv qazwsx ' +
    'qazwsxedc qazwsxedcrfv wasd azerty abcdef abcdefgh abcdefghijkl abcdefghijklm abc abcd ' +
    'matkhau matkhaucuatoi matkhaumoi quantri quantrivien nguoidung dangnhap xinchao chaomung vietnam vietnamvodich ' +
    'hanoi saigon tphcm hochiminh tiengiang mytho danang canbo vanphong tinhuy uyban anhyeuem emyeuanh yeuem yeuanh ' +
    'toiyeuvietnam nguyen lessongraph lesson lessons graph baihoc'
  ).split(' '),
)

/** How letters are often written in passwords. */
const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Characters that stand beside each other where people run along them. */
const RUNS = [
  '0123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
]

/** Fewer than this many different characters are one or two that are repeated. */
const MIN_DIFFERENT = 5

/**
 * Whether a password is among those that are tried first: a common word with digits and signs around it, or repeated, a
 * run along the keyboard, or few characters again and again.
 * @param plain in small letters and without accents.
 */
export function isWellKnown(plain: string): boolean {
  if (new Set(plain).size < MIN_DIFFERENT) return true
  if (isRun(plain)) return true
  const core = plain.replace(/^[^a-z]+|[^a-z]+$/g, '')
  return [plain, spelled(plain), spelled(core)].some((text) => {
    const letters = text.replace(/[^a-z]/g, '')
    // A short rest is decoration; where the letters are few, the rest is the password.
    return letters.length * 2 >= plain.length && isOfWords(letters)
  })
}

const spelled = (text: string): string =>
  Array.from(text, (character) => LETTERS[character] ?? character).join('')

/** Whether it is a common word, once or again and again. */
const isOfWords = (letters: string): boolean =>
  WORDS.has(letters) ||
  [...WORDS].some((word) => letters.length > word.length && letters.replaceAll(word, '') === '')

const isRun = (text: string): boolean =>
  RUNS.some((run) => {
    const backwards = Array.from(run).reverse().join('')
    return [run, backwards].some((one) => one.includes(text) || one.repeat(3).includes(text))
  })
