/** English messages about what others change while a page is open. */
export const liveEn = {
  live: {
    changed: '%{who} has just changed this, on %{when}.',
    deleted: '%{who} has just deleted this, on %{when}.',
    quoted: '%{who} has just changed the evidence quoted from this paragraph, on %{when}.',
    owned: '%{who} has just changed what belongs to this, on %{when}.',
    links: '%{who} has just changed the links of this, on %{when}.',
    list: '%{who} has just changed what this list shows, on %{when}.',
    graph: '%{who} has just changed something, on %{when}.',
    log: '%{who} has just made a new change, on %{when}.',
    undone: '%{who} has just undone this change set, on %{when}.',
    canvas: '%{who} has just changed something on this map, on %{when}.',
    compared: '%{who} has just changed something, on %{when}; the comparison does not hold it yet.',
    typed: 'All that is being typed is still there.',
    see: 'Show the new version',
    seeHistory: 'See the history',
  },
}
