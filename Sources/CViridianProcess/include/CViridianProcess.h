int CViridianProcess_placeholder(void);
