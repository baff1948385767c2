/** What stores of the tests are made with. */
export const SECRET = 'a secret of the tests, long enough to be one'
