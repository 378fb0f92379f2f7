int CViridianCatalog_placeholder(void);
