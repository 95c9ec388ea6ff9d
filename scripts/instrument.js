import { parseAst } from 'rolldown/parseAst';

/**
 * The code with a counter in every branch: bodies of functions, blocks, cases, both sides of `?:`, right sides of `&&`, `||`
 * and `??`. Counters are bytes of the global `__hits`, from `first` on.
 */
export function instrument(code, first) {
  let used = 0;
  /** Insertions by place; what closes stands before what opens at the same place. */
  const insertions = [];
  const count = () => `__hits[${first + used++}]++`;
  const around = (node) => {
    insertions.push({ at: node.start, order: node.start - node.end, text: `(${count()},(` });
    insertions.push({ at: node.end, order: -Infinity, text: '))' });
  };
  const bracedAround = (node) => {
    insertions.push({ at: node.start, order: node.start - node.end, text: `{${count()};` });
    insertions.push({ at: node.end, order: -Infinity, text: '}' });
  };
  const inside = (node) => insertions.push({ at: node.start + 1, order: 0, text: `${count()};` });
  const statement = (node) => {
    if (node !== null && node.type !== 'BlockStatement') bracedAround(node);
  };
  visit(parseAst(code), (node) => {
    switch (node.type) {
      case 'BlockStatement':
        inside(node);
        break;
      case 'FunctionBody':
        inside(node);
        break;
      case 'ArrowFunctionExpression':
        if (node.body.type !== 'BlockStatement' && node.body.type !== 'FunctionBody') around(node.body);
        break;
      case 'ConditionalExpression':
        around(node.consequent);
        around(node.alternate);
        break;
      case 'LogicalExpression':
        around(node.right);
        break;
      case 'IfStatement':
        statement(node.consequent);
        if (node.alternate?.type !== 'IfStatement') statement(node.alternate);
        break;
      case 'SwitchCase':
        if (node.consequent.length > 0)
          insertions.push({ at: node.consequent[0].start, order: -1, text: `${count()};` });
        break;
    }
  });
  insertions.sort((a, b) => a.at - b.at || a.order - b.order);
  let position = 0;
  const parts = [];
  for (const { at, text } of insertions) {
    parts.push(code.slice(position, at), text);
    position = at;
  }
  return { code: parts.join('') + code.slice(position), used };
}

function visit(node, enter) {
  if (Array.isArray(node)) node.forEach((each) => visit(each, enter));
  else if (typeof node === 'object' && node !== null) {
    if (typeof node.type === 'string') enter(node);
    for (const value of Object.values(node)) visit(value, enter);
  }
}
