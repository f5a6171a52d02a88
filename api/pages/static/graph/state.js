// The state of a view: what the address says, as a value that is never changed in place; and what of the data it lets be seen.

/**
 * @typedef {object} State
 * @property {ReadonlyArray<[string, string]>} start what the view starts from: focus, filters of claims, dates, limit
 * @property {ReadonlyArray<string>} steps "open:KEY" or "path:KEY KEY …", in the order in which they were taken
 * @property {ReadonlyArray<string>} shut keys of opened nodes that are closed again
 * @property {ReadonlyArray<string>} hide keys of hidden nodes
 * @property {Readonly<Record<string, [number, number]>>} pin places of nodes, by key
 * @property {ReadonlyArray<string>} noKind names of hidden kinds of node
 * @property {ReadonlyArray<string>} noLink names of hidden kinds of link, and of hidden relations
 * @property {ReadonlyArray<string>} show the node that is read about, or both ends of the line
 */

/**
 * A node as the server sends it: key, label, kind, x, y, radius, neighbours not in the view, whether it is open, label in lines.
 * @typedef {[string, string, string, number, number, number, number, number, string]} SentNode
 *
 * A line: places of its ends among the nodes, kind of link, and relations with how many facts have each.
 * @typedef {[number, number, number, ReadonlyArray<[number, number]>]} SentLine
 *
 * @typedef {object} Data
 * @property {SentNode[]} nodes
 * @property {SentLine[]} lines
 * @property {Record<string, [string, string, string, string]>} kinds label, plural, shape and path of each kind of node
 * @property {ReadonlyArray<[string, string]>} links name and words of each kind of link
 * @property {Record<string, [string, string]>} relations name and words of each relation
 * @property {string} summary what the view leaves out
 * @property {boolean} full whether no more nodes fit in
 * @property {number} many from so many nodes on, a picture is drawn more plainly
 */

/**
 * @typedef {object} Line
 * @property {string} id
 * @property {string} from
 * @property {string} to
 * @property {string} kind
 * @property {string} words
 * @property {number} count
 */

/**
 * @typedef {object} Node
 * @property {string} key
 * @property {string} label
 * @property {string} lines the label broken into lines
 * @property {string} kind
 * @property {number} x
 * @property {number} y
 * @property {number} radius
 * @property {number} more
 * @property {boolean} open
 * @property {boolean} pinned
 * @property {number} links
 */

/** @typedef {{nodes: Node[], lines: Line[]}} Seen */

const OWN = new Set(["step", "shut", "hide", "pin", "no_kind", "no_link", "show", "skip", "part", "origin", "target"]);

/** @param {string} query @returns {State} */
export function read(query) {
  const given = [...new URLSearchParams(query)];
  const all = (/** @type {string} */ name) => given.filter(([key]) => key === name).map(([, value]) => value);
  const places = all("pin").map((one) => /^(.+)@(-?\d+),(-?\d+)$/s.exec(one)).filter((found) => found !== null);
  return {
    start: given.filter(([name, value]) => !OWN.has(name) && value),
    steps: all("step"),
    shut: all("shut"),
    hide: all("hide"),
    pin: Object.fromEntries(places.map((found) => [found[1], [Number(found[2]), Number(found[3])]])),
    noKind: all("no_kind"),
    noLink: all("no_link"),
    show: all("show"),
  };
}

/** The address of a state; without `show`, that of the view alone. @param {State} state @param {boolean} [withShown] */
export function write(state, withShown = false) {
  const pins = Object.entries(state.pin).map(([key, [x, y]]) => `${key}@${x},${y}`);
  const lists = { step: state.steps, shut: state.shut, hide: state.hide, pin: pins, no_kind: state.noKind, no_link: state.noLink };
  const query = new URLSearchParams(/** @type {string[][]} */ ([...state.start]));
  for (const [name, values] of Object.entries(lists)) for (const value of values) query.append(name, value);
  if (withShown) for (const key of state.show) query.append("show", key);
  return query.toString();
}

/** What the server must be asked for: two states of one answer have the same nodes in the same places. @param {State} state */
export function asked(state) {
  return write({ ...state, hide: [], pin: {}, noKind: [], noLink: [] });
}

/** With a value if it is not in a list, without it if it is. @param {ReadonlyArray<string>} list @param {string} value */
export function toggled(list, value) {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}

/** What is to be seen: neither hidden nodes and kinds, nor lines that have lost an end or all relations. @param {Data} data @param {State} state @returns {Seen} */
export function seen(data, state) {
  const hidden = new Set(state.hide);
  const there = data.nodes.map(([key, , kind]) => !hidden.has(key) && !state.noKind.includes(kind));
  const left = (/** @type {number} */ relation) => !state.noLink.includes(data.relations[relation][0]);
  const lines = data.lines
    .filter(([from, to, kind]) => there[from] && there[to] && !state.noLink.includes(data.links[kind][0]))
    .map((line) => toLine(data, line, line[3].filter(([relation]) => left(relation))))
    .filter((line) => line.count > 0);
  /** @type {Map<string, number>} */
  const links = new Map();
  for (const line of lines) for (const key of new Set([line.from, line.to])) links.set(key, (links.get(key) ?? 0) + 1);
  return { nodes: data.nodes.filter((_, at) => there[at]).map((node) => toNode(node, state, links)), lines };
}

/** @param {SentNode} sent @param {State} state @param {Map<string, number>} links @returns {Node} */
function toNode([key, label, kind, x, y, radius, more, open, lines], state, links) {
  const place = state.pin[key];
  return {
    key, label, kind, radius, more, lines, open: open === 1, links: links.get(key) ?? 0, pinned: place !== undefined,
    x: place ? place[0] : x, y: place ? place[1] : y,
  };
}

/** @param {Data} data @param {SentLine} sent @param {ReadonlyArray<[number, number]>} relations @returns {Line} */
function toLine(data, [from, to, kind], relations) {
  const ordered = [...relations].sort((one, two) => two[1] - one[1] || one[0] - two[0]);
  const words = ordered.map(([relation, count]) => data.relations[relation][1] + (count > 1 ? ` × ${count.toLocaleString("en")}` : ""));
  const ends = [data.nodes[from][0], data.nodes[to][0]];
  return {
    id: [...ends, kind].join(" "), from: ends[0], to: ends[1], kind: data.links[kind][0],
    words: words.join(", "), count: relations.reduce((sum, [, count]) => sum + count, 0),
  };
}
