/** The admin's own English messages; words of kinds, fields and links come from the model instead. */
export const en = {
  lg: {
    menu: { explorer: 'Explore', language: 'Language' },
    error: {
      screen: 'The screen ran into an error. Reload the page.',
      NOT_FOUND: 'This is no longer there; it may have been deleted.',
      CONFLICT: 'Somebody else has just changed this.',
      BAD_USER_INPUT: 'The service does not accept this.',
      UNAVAILABLE: 'The database cannot answer at the moment. Try again in a few minutes.',
      UNREACHABLE: 'The service cannot be reached. Check the network and try again.',
      TOO_COMPLEX: 'That asks for too much at once. Narrow it down.',
      RATE_LIMITED: 'Too many requests at once. Wait a moment and try again.',
      unexpected: 'The service ran into an unexpected error. Try again.',
      unexpectedWithId:
        'The service ran into an unexpected error. Try again; if it stays, tell the administrator the code %{id}.',
    },
  },
}
