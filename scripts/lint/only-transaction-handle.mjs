import { AST_NODE_TYPES, ESLintUtils } from '@typescript-eslint/utils';

const executors = new Set(['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'stream']);

/**
 * Inside the callback of a Kysely transaction only the transaction itself may run statements: PGlite has one connection, so a statement on any
 * other handle waits for the transaction that waits for it, for ever.
 */
export const onlyTransactionHandle = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      otherHandle: 'Use the handle of the transaction here: another one deadlocks on PGlite.',
    },
  },
  create(context) {
    const services = ESLintUtils.getParserServices(context);

    /** @param {import('@typescript-eslint/utils').TSESTree.Node} node */
    const classOf = (node) => services.getTypeAtLocation(node).getSymbol()?.name;

    /**
     * The handle that a chain such as `db.withSchema('x').selectFrom('y').execute()` begins with.
     *
     * @param {import('@typescript-eslint/utils').TSESTree.Node} node
     * @returns {import('@typescript-eslint/utils').TSESTree.Node | null}
     */
    const handleOf = (node) => {
      if (['Kysely', 'Transaction', 'ControlledTransaction'].includes(classOf(node) ?? '')) return node;
      if (node.type === AST_NODE_TYPES.CallExpression) return handleOf(node.callee);
      if (node.type === AST_NODE_TYPES.MemberExpression) return handleOf(node.object);
      return null;
    };

    /** How many transaction callbacks enclose the node being visited. */
    let depth = 0;

    /** @param {import('@typescript-eslint/utils').TSESTree.Node} node */
    const isTransactionCallback = (node) =>
      node.parent?.type === AST_NODE_TYPES.CallExpression &&
      node.parent.arguments.some((argument) => argument === node) &&
      node.parent.callee.type === AST_NODE_TYPES.MemberExpression &&
      classOf(node.parent.callee.object) === 'TransactionBuilder';

    /** @param {import('@typescript-eslint/utils').TSESTree.Node} node */
    const enter = (node) => {
      if (isTransactionCallback(node)) depth += 1;
    };
    /** @param {import('@typescript-eslint/utils').TSESTree.Node} node */
    const leave = (node) => {
      if (isTransactionCallback(node)) depth -= 1;
    };

    return {
      ArrowFunctionExpression: enter,
      FunctionExpression: enter,
      'ArrowFunctionExpression:exit': leave,
      'FunctionExpression:exit': leave,
      CallExpression(node) {
        if (depth === 0 || node.callee.type !== AST_NODE_TYPES.MemberExpression) return;
        const { object, property } = node.callee;
        if (property.type !== AST_NODE_TYPES.Identifier || !executors.has(property.name)) return;
        for (const handle of [handleOf(object), ...node.arguments.map(handleOf)]) {
          if (handle !== null && classOf(handle) === 'Kysely')
            context.report({ node: handle, messageId: 'otherHandle' });
        }
      },
    };
  },
});
