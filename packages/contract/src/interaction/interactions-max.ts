/** Most interactions in one request. Apart from the schema, so that a client that only counts does not load it. */
export const INTERACTIONS_MAX = 50;
