ﬁ = ª + ά
import ﬁ.ﬂ as ﬁ
