function parent(items, node) {
  return items.find((n) => n.id === node.parentId)
}

function depth(items, node) {
  return parent(items, node) ? 2 : 1
}

function tree(list) {
  return list.map((node) => ({ ...node, children: list.filter((n) => n.parentId === node.id) })) // want `list.filter within a loop over list`
}

module.exports = { depth, tree }
